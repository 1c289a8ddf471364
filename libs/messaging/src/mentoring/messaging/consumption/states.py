"""State topics: one transaction per poll, the newest snapshot per key, dropped by version, healing dead letters."""

from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from mentoring.contracts import Unreadable
from mentoring.messaging.consumption.aside import put_aside
from mentoring.messaging.consumption.attempts import Abandoned, Run, Wait, once_or_aside, surely, until_it_passes
from mentoring.messaging.consumption.counting import Counting, Outcome
from mentoring.messaging.dead_letters.putting import heal
from mentoring.messaging.inbox.effects import project
from mentoring.messaging.inbox.faults import Patience, Reason, reason_of
from mentoring.messaging.inbox.marks import latest_per_key, lock_together, mark, newer
from mentoring.messaging.inbox.reading import Message, read
from mentoring.telemetry import Context, bound, current, get_logger, new_correlation_id, span

if TYPE_CHECKING:
    from mentoring.messaging.facts import Projection
    from mentoring.messaging.inbox.records import Record
    from mentoring.messaging.unit import Units

log = get_logger(__name__)


class StateConsumption:
    """Takes records of a state topic for one projection."""

    batch = True

    def __init__(self, consumer: "Projection[Any]", units: "Units[Any]", patience: Patience, *, gate: bool) -> None:
        self.consumer = consumer
        self._units = units
        self._patience = patience
        self._gate = gate
        self._counting = Counting(consumer.name)

    async def take(self, records: Sequence["Record"], run: Run, wait: Wait) -> None:
        """Handle a poll; what cannot be read is put aside between the batches before and after it."""
        readable: list[Message] = []
        skipped = 0
        for record in records:
            try:
                message = read(record, self.consumer)
            except Unreadable as why:
                await self._together(readable, run, wait)
                readable = []
                await self._unreadable(record, reason_of(why), wait)
                continue
            if message is None:
                skipped += 1
            else:
                readable.append(message)
        await self._together(readable, run, wait)
        self._counting.count("skipped", skipped)

    async def _unreadable(self, record: "Record", reason: Reason, wait: Wait) -> None:
        name = self.consumer.name
        log.warning("message-unreadable", consumer=name, reason=reason.code, position=record.position)
        outcome = await surely(lambda: self._aside(record, reason), consumer=name, patience=self._patience, wait=wait)
        self._counting.count(outcome)

    async def _aside(self, record: "Record", reason: Reason) -> Outcome:
        return await put_aside(self._units, self.consumer, record, reason, gate=self._gate)

    async def _together(self, messages: Sequence[Message], run: Run, wait: Wait) -> None:
        """One transaction for all; after a failure that does not pass, one for each."""
        name, patience = self.consumer.name, self._patience
        if len(messages) > 1:
            try:
                await until_it_passes(lambda: self._apply(messages, run), consumer=name, patience=patience, wait=wait)
            except Abandoned:
                raise
            except Exception as fault:  # noqa: BLE001 - each message is tried and judged for itself below
                log.warning("batch-parted", consumer=name, messages=len(messages), fault=type(fault).__name__)
            else:
                return
        for message in messages:
            await self._alone(message, run, wait)

    async def _alone(self, message: Message, run: Run, wait: Wait) -> None:
        async def aside(reason: Reason) -> Outcome:
            outcome = await self._aside(message.record, reason)
            self._counting.count(outcome)
            return outcome

        await once_or_aside(
            lambda: self._apply([message], run),
            aside,
            consumer=self.consumer.name,
            patience=self._patience,
            wait=wait,
        )

    async def _apply(self, messages: Sequence[Message], run: Run) -> Outcome:
        name = self.consumer.name
        began = monotonic()
        context = messages[0].context if len(messages) == 1 else Context(correlation_id=new_correlation_id())
        newest: list[Message] = []
        with bound(context), span(name, "consumer", messages=len(messages)):
            async with self._units.open(context=current()) as unit:
                connection = unit.connection
                await lock_together(connection, name, {message.key for message in messages}, gate=self._gate)
                ids = {message.id for message in messages}
                fresh = await mark(connection, name, ids, "done", at=datetime.now(UTC))
                latest = latest_per_key(message for message in messages if message.id in fresh)
                if latest:
                    newest = await newer(connection, name, latest)
                    await heal(unit, name, latest)
                if newest:
                    await run(lambda: project(self.consumer, newest, unit.work))
            seconds = monotonic() - began
            log.info("messages", consumer=name, messages=len(messages), newest=len(newest), ms=round(seconds * 1e3, 1))
        self._counting.count("done", len(newest))
        self._counting.count("duplicate", len(messages) - len(fresh))
        self._counting.count("stale", len(fresh) - len(newest))
        self._counting.took("done" if newest else "duplicate", seconds)
        return "done" if newest else "duplicate"
