"""The registry and the broker: make them agree, or say where they do not."""

from mentoring.messaging.topics.agreement import Row, apply, check

__all__ = ["Row", "apply", "check"]
