"""The one form in which worker, rebuild and tests see both kinds of consumption."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from mentoring.messaging.consumption.attempts import Run, Wait
from mentoring.messaging.consumption.events import EventConsumption
from mentoring.messaging.consumption.states import StateConsumption
from mentoring.messaging.facts import Projection
from mentoring.messaging.inbox.faults import Patience

if TYPE_CHECKING:
    from mentoring.messaging.facts import AnyConsumer
    from mentoring.messaging.inbox.records import Record
    from mentoring.messaging.unit import Units


class Consumption(Protocol):
    """Takes records for one consumer."""

    @property
    def batch(self) -> bool:
        """Whether many records at once are of use."""
        ...

    async def take(self, records: Sequence["Record"], run: Run, wait: Wait) -> None:
        """Let each record have its effect or put it aside; what is raised leaves the rest untouched."""
        ...


def consumption_of(
    consumer: "AnyConsumer", units: "Units[Any]", *, patience: Patience | None = None, gate: bool = True
) -> Consumption:
    """How ``consumer`` is fed. ``gate`` is off only for a rebuild, which writes where nobody else does."""
    patience = patience or Patience()
    if isinstance(consumer, Projection):
        return StateConsumption(consumer, units, patience, gate=gate)
    return EventConsumption(consumer, units, patience, gate=gate)
