"""The outbox: what a transaction announces is committed with it, or not at all."""

from mentoring.messaging.outbox.outbox import Change, FactTooLarge, Outbox, UnregisteredFact
from mentoring.messaging.outbox.standing import Standing, standing

__all__ = ["Change", "FactTooLarge", "Outbox", "Standing", "UnregisteredFact", "standing"]
