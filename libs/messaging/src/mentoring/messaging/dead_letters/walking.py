"""Walking along the letters of one key, each in a transaction that no worker of the key looks into."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, Generic, Literal
from uuid import UUID

from mentoring.contracts.operations import (
    DeadLetterDiscarded,
    DeadLettered,
    DeadLetterReplayed,
    DeadLetterSuperseded,
    Position,
)
from mentoring.messaging.dead_letters.errors import LetterClosed, NotHandled
from mentoring.messaging.dead_letters.letter import Contents, Letter, State, record_of
from mentoring.messaging.dead_letters.outcomes import Act, Acted, Outcome, Step
from mentoring.messaging.dead_letters.putting import service_of, sql
from mentoring.messaging.facts import AnyConsumer, Projection
from mentoring.messaging.inbox.effects import project, react
from mentoring.messaging.inbox.faults import Patience, Reason, judge, reason_of
from mentoring.messaging.inbox.marks import lock_alone, lock_together, newer
from mentoring.messaging.inbox.marks import sql as inbox
from mentoring.messaging.inbox.reading import context_of, envelope_of, read
from mentoring.messaging.unit import Unit, Units, W
from mentoring.telemetry import Context, bound, current


class _Undo(Exception):  # noqa: N818 - takes a dry run back
    pass


class _Failed(Exception):  # noqa: N818 - carries the letter out of its transaction
    def __init__(self, letter: Letter, fault: Exception) -> None:
        self.letter, self.fault = letter, fault
        super().__init__(str(fault))


class Walk(Generic[W]):
    """Along one key; a letter without a readable key is walked alone."""

    def __init__(self, units: Units[W], consumer: AnyConsumer, *, key: str | None, letter: UUID | None = None) -> None:
        self._units = units
        self._consumer = consumer
        self._key = key
        self._letter = letter
        self._operator = current().actor
        self._patience = Patience()

    async def run(self, act: Act, *, dry_run: bool) -> Acted:
        """Do it; stop at the first letter that fails again."""
        acted = Acted(dry_run)
        with suppress(_Undo):
            if dry_run:
                async with self._units.open() as unit:
                    await self._along(act, acted, partial(self._tried, unit))
                    raise _Undo
            await self._along(act, acted, self._patiently)
        return acted

    async def _along(self, act: Act, acted: Acted, do: Callable[[Act], Awaitable[Step | None]]) -> None:
        while (step := await do(act)) is not None:
            acted.steps.append(step)
            if step.outcome == "failed" or self._key is None:
                return
            act = Act(parked_only=act.parked_only or act.discarding is not None)

    async def _tried(self, unit: Unit[Any], act: Act) -> Step | None:
        try:
            return await self._next(unit, act)
        except _Failed as failed:
            return _step(failed.letter, "failed", reason_of(failed.fault))

    async def _patiently(self, act: Act) -> Step | None:
        """The next letter in a transaction of its own, again after a conflict with others; None when all is done."""
        for attempt in range(1, self._patience.tries + 1):
            try:
                async with self._units.open() as unit:
                    return await self._next(unit, act)
            except _Failed as failed:
                if judge(failed.fault) != "passes":
                    reason = reason_of(failed.fault)
                    await self._fail_again(failed.letter, reason)
                    return _step(failed.letter, "failed", reason)
                fault = failed.fault
            except Exception as at_commit:
                if judge(at_commit) != "passes":
                    raise
                fault = at_commit
            if attempt == self._patience.tries:
                raise fault
            await asyncio.sleep(self._patience.before(attempt))
        return None

    async def _next(self, unit: Unit[Any], act: Act) -> Step | None:
        await self._lock(unit)
        row = await self._row(unit, act)
        if row is None:
            return None
        letter, contents = Letter.of(row), Contents.of(row)
        if act.discarding is not None:
            if not letter.waits:
                raise LetterClosed(state=letter.state)
            await self._close(unit, letter, "discarded", because=act.because)
            return _step(letter, "discarded")
        if not letter.waits or (act.parked_only and letter.state == "open"):
            return None
        try:
            return _step(letter, await self._redo(unit, letter, contents))
        except Exception as fault:
            raise _Failed(letter, fault) from fault

    async def _lock(self, unit: Unit[Any]) -> None:
        """The gate of the read model as every projection takes it, then the key, alone."""
        name = self._consumer.name
        await lock_together(unit.connection, name, [], gate=self._consumer.kind == "projection")
        if self._key is not None:
            await lock_alone(unit.connection, name, self._key)

    async def _row(self, unit: Unit[Any], act: Act) -> Any:
        one = act.discarding or (self._letter if self._key is None else None)
        if one is not None:
            return await sql().hold(unit.connection, id=one)
        return await sql().first_waiting(unit.connection, consumer=self._consumer.name, readable_key=self._key)

    async def _redo(self, unit: Unit[Any], letter: Letter, contents: Contents) -> Literal["replayed", "superseded"]:
        record = record_of(letter, contents)
        envelope = envelope_of(record)
        with bound(Context() if envelope is None else context_of(envelope)):
            message = read(record, self._consumer)
            if message is None:
                raise NotHandled(consumer=self._consumer.name, type=letter.event_type)
            if not isinstance(self._consumer, Projection):
                await react(self._consumer, message, unit.work)
            elif not await newer(unit.connection, self._consumer.name, [message]):
                await self._close(unit, letter, "superseded")
                return "superseded"
            else:
                await project(self._consumer, [message], unit.work)
            await self._close(unit, letter, "replayed")
        return "replayed"

    async def _close(self, unit: Unit[Any], letter: Letter, state: State, *, because: str | None = None) -> None:
        at = datetime.now(UTC)
        name = letter.consumer
        await sql().close(unit.connection, id=letter.id, state=state, at=at, by=self._operator, because=because)
        await inbox().settle(unit.connection, consumer=name, event_ids=[letter.event_id], at=at)
        fact = {"replayed": DeadLetterReplayed, "superseded": DeadLetterSuperseded, "discarded": DeadLetterDiscarded}
        unit.work.announce(fact[state](service=service_of(name), consumer=name, dead_letter=letter.id))

    async def _fail_again(self, letter: Letter, reason: Reason) -> None:
        """What was parked and failed by itself is open now: others wait behind it."""
        name = letter.consumer
        async with self._units.open() as unit:
            work: Any = unit.work
            await self._lock(unit)
            row = await sql().hold(unit.connection, id=letter.id)
            if row is None or not Letter.of(row).waits:
                return
            await sql().fail_again(unit.connection, id=letter.id, reason=reason.code, detail=reason.detail)
            if letter.state == "parked":
                await inbox().mark_dead(unit.connection, consumer=name, event_id=letter.event_id)
                position = Position(topic=letter.topic, partition=letter.partition, offset=letter.offset)
                work.announce(
                    DeadLettered(
                        service=service_of(name),
                        consumer=name,
                        dead_letter=letter.id,
                        position=position,
                        reason=reason.code,
                    )
                )


def _step(letter: Letter, outcome: Outcome, reason: Reason | None = None) -> Step:
    code, detail = (None, None) if reason is None else (reason.code, reason.detail)
    return Step(letter.id, letter.event_id, letter.event_type, outcome, code, detail)
