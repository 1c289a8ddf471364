"""The words that the services share: envelope, topics, and every fact with its schema.

This package depends on pydantic alone; an outside portal installs it to read the suite's topics.
"""

from mentoring.contracts import matching, notification, operations, profile, scheduling
from mentoring.contracts.envelope import Envelope, UnknownType, Unreadable, decode
from mentoring.contracts.fact import FACTS, Event, Fact, State, Tombstone
from mentoring.contracts.topics import CONSUMERS, SERVICES, TOPICS, Consumer, Topic

__all__ = [
    "CONSUMERS",
    "FACTS",
    "SERVICES",
    "TOPICS",
    "Consumer",
    "Envelope",
    "Event",
    "Fact",
    "State",
    "Tombstone",
    "Topic",
    "UnknownType",
    "Unreadable",
    "decode",
    "matching",
    "notification",
    "operations",
    "profile",
    "scheduling",
]
