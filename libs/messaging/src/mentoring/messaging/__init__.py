"""Every committed event reaches Kafka once and has its effect once."""

from mentoring.messaging.facts import Facts, Projection, Reaction, Told
from mentoring.messaging.kafka import Kafka
from mentoring.messaging.outbox import Change, Outbox, Standing, standing
from mentoring.messaging.unit import Unit, Units

__all__ = [
    "Change",
    "Facts",
    "Kafka",
    "Outbox",
    "Projection",
    "Reaction",
    "Standing",
    "Told",
    "Unit",
    "Units",
    "standing",
]
