"""What operators do about dead letters: replay in order, or discard with a reason and free what waited behind.

Every act can be tried first: a dry run does all of it in one transaction, says what came of it, and rolls back.
"""

from uuid import UUID

from mentoring.messaging.dead_letters.errors import LetterClosed, NoSuchConsumer, NothingWaits, ReasonMissing
from mentoring.messaging.dead_letters.letter import Letter
from mentoring.messaging.dead_letters.outcomes import Act, Acted
from mentoring.messaging.dead_letters.putting import sql
from mentoring.messaging.dead_letters.views import show
from mentoring.messaging.dead_letters.walking import Walk
from mentoring.messaging.facts import AnyConsumer, Facts
from mentoring.messaging.unit import Units, W
from mentoring.telemetry import get_logger

log = get_logger(__name__)


async def replay(units: Units[W], facts: Facts, letter: UUID, *, dry_run: bool = False) -> Acted:
    """Let a letter have its effect: with all that wait under its key, in order, up to the first that fails again.

    Raises:
        NoSuchLetter: there is none of this id.
        LetterClosed: it was decided before.
        NoSuchConsumer: its consumer is not declared any more.
    """
    found = await _waiting(units, letter)
    return await _walk(units, facts, found).run(Act(), dry_run=dry_run)


async def replay_key(units: Units[W], facts: Facts, consumer: str, key: str, *, dry_run: bool = False) -> Acted:
    """Let all that wait under a key have their effect, in order, up to the first that fails again.

    Raises:
        NothingWaits: the key has no letter that waits.
        NoSuchConsumer: the service does not declare it.
    """
    acted = await Walk(units, _consumer(facts, consumer), key=key).run(Act(), dry_run=dry_run)
    if not acted.steps:
        raise NothingWaits(consumer=consumer, key=key)
    return acted


async def discard(units: Units[W], facts: Facts, letter: UUID, reason: str, *, dry_run: bool = False) -> Acted:
    """Decide that a letter shall have no effect; what was parked behind it has its own now, in order.

    Raises:
        ReasonMissing: an operator who comes later must be able to read why.
        NoSuchLetter: there is none of this id.
        LetterClosed: it was decided before.
        NoSuchConsumer: its consumer is not declared any more.
    """
    if not reason.strip():
        raise ReasonMissing
    found = await _waiting(units, letter)
    return await _walk(units, facts, found).run(Act(discarding=found.id, because=reason.strip()), dry_run=dry_run)


async def release(units: Units[W], facts: Facts) -> int:
    """Take up what an interrupted act left parked with nothing before it; the number of keys. Workers do it."""
    async with units.open() as unit:
        rows = await sql().freed(unit.connection)
    known = [row for row in rows if row["consumer"] in facts.consumers]
    for row in known:
        walk = Walk(units, facts.consumers[row["consumer"]], key=row["readable_key"])
        acted = await walk.run(Act(parked_only=True), dry_run=False)
        log.info("letters-released", consumer=row["consumer"], letters=len(acted.steps))
    return len(known)


async def _waiting(units: Units[W], letter: UUID) -> Letter:
    async with units.open() as unit:
        found, _ = await show(unit.connection, letter)
    if not found.waits:
        raise LetterClosed(state=found.state)
    return found


def _walk(units: Units[W], facts: Facts, letter: Letter) -> Walk[W]:
    consumer = _consumer(facts, letter.consumer)
    return Walk(units, consumer, key=letter.readable_key, letter=letter.id)


def _consumer(facts: Facts, name: str) -> AnyConsumer:
    try:
        return facts.consumers[name]
    except KeyError:
        raise NoSuchConsumer(service=facts.service, consumer=name) from None
