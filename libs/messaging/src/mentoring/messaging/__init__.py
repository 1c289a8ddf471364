"""Every committed event reaches Kafka once and has its effect once."""

from mentoring.messaging.facts import Facts, Projection, Reaction, Told

__all__ = ["Facts", "Projection", "Reaction", "Told"]
