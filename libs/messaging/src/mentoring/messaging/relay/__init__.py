"""The relay: what is committed in the outbox reaches Kafka, in order per key, whatever is killed or frozen when."""

from mentoring.messaging.relay.relay import Relay
from mentoring.messaging.relay.terms import Terms

__all__ = ["Relay", "Terms"]
