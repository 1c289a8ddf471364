"""How records become effects: one at a time or in batches, tried again, or put aside."""

from mentoring.messaging.consumption.attempts import Abandoned, Effect, Run, Wait, directly, sleep
from mentoring.messaging.consumption.consumption import Consumption, consumption_of

__all__ = ["Abandoned", "Consumption", "Effect", "Run", "Wait", "consumption_of", "directly", "sleep"]
