"""Event topics: one message per transaction, dropped by its id, parked behind a dead letter of its key."""

from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from mentoring.contracts import Unreadable
from mentoring.messaging.consumption.aside import is_old_news, put_aside
from mentoring.messaging.consumption.attempts import Run, Wait, once_or_aside, surely
from mentoring.messaging.consumption.counting import Counting, Outcome
from mentoring.messaging.dead_letters.putting import put
from mentoring.messaging.inbox.effects import react
from mentoring.messaging.inbox.faults import Patience, Reason, reason_of
from mentoring.messaging.inbox.marks import claim, lock_together, mark
from mentoring.messaging.inbox.reading import Message, read
from mentoring.telemetry import bound, current, get_logger, span

if TYPE_CHECKING:
    from mentoring.messaging.facts import Reaction
    from mentoring.messaging.inbox.records import Record
    from mentoring.messaging.unit import Unit, Units

log = get_logger(__name__)
_BEHIND = Reason("parked", "an earlier event of this key waits")


class EventConsumption:
    """Takes records of an event topic for one reaction."""

    batch = False

    def __init__(self, consumer: "Reaction", units: "Units[Any]", patience: Patience, *, gate: bool) -> None:
        self.consumer = consumer
        self._units = units
        self._patience = patience
        self._gate = gate and consumer.kind == "projection"
        self._counting = Counting(consumer.name)

    async def take(self, records: Sequence["Record"], run: Run, wait: Wait) -> None:
        """Handle records in order; when this returns, each has its mark or needs none."""
        for record in records:
            self._counting.count(await self._one(record, run, wait))

    async def _one(self, record: "Record", run: Run, wait: Wait) -> Outcome:
        name, patience = self.consumer.name, self._patience

        async def aside(reason: Reason) -> Outcome:
            return await put_aside(self._units, self.consumer, record, reason, gate=self._gate)

        try:
            message = read(record, self.consumer)
        except Unreadable as why:
            unreadable = reason_of(why)
            log.warning("message-unreadable", consumer=name, reason=unreadable.code, position=record.position)
            return await surely(lambda: aside(unreadable), consumer=name, patience=patience, wait=wait)
        if message is None:
            return "skipped"
        began = monotonic()
        with bound(message.context), span(name, "consumer"):
            outcome = await once_or_aside(
                lambda: self._once(message, run), aside, consumer=name, patience=patience, wait=wait
            )
            seconds = monotonic() - began
            log.info("message", consumer=name, type=message.envelope.type, outcome=outcome, ms=round(seconds * 1e3, 1))
        self._counting.took(outcome, seconds)
        return outcome

    async def _once(self, message: Message, run: Run) -> Outcome:
        name, record = self.consumer.name, message.record
        at = datetime.now(UTC)
        async with self._units.open(context=current()) as unit:
            if self._gate:
                await lock_together(unit.connection, name, [], gate=True)
            old = is_old_news(self.consumer.forget_after, message.envelope.time, unit.work.now())
            claimed = await claim(unit.connection, name, message.id, None if old else message.key, at=at)
            if claimed == "duplicate":
                return "duplicate"
            if old:
                return "forgotten"
            if claimed == "blocked":
                return await self._park(unit, record, at)
            await run(lambda: react(self.consumer, message, unit.work))
        return "done"

    async def _park(self, unit: "Unit[Any]", record: "Record", at: datetime) -> Outcome:
        if not await mark(unit.connection, self.consumer.name, [record.event_id], "parked", at=at):
            return "duplicate"
        await put(unit, self.consumer.name, record, _BEHIND, parked=True)
        return "parked"
