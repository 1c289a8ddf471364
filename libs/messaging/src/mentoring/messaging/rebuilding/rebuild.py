"""Making a read model again from its topics while the old one keeps serving."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any, Final
from urllib.parse import quote

from mentoring.contracts.operations import DeadLettered, Position
from mentoring.kernel import Announceable, Refused, Work
from mentoring.messaging.dead_letters.putting import service_of
from mentoring.messaging.facts import Facts
from mentoring.messaging.inbox.marks import close_gate
from mentoring.messaging.kafka import Kafka
from mentoring.messaging.rebuilding.shadow import ModelMisplaced, Shadow
from mentoring.messaging.rebuilding.topics import Topics, topics_of
from mentoring.messaging.unit import Units
from mentoring.postgres import Connection, Database, queries
from mentoring.telemetry import Context, get_logger, new_correlation_id

log = get_logger(__name__)
_ALONE: Final = 7_461_108_512_690_439
_FEW: Final = 500
"""Records that may be read while the live projections wait: well below a second."""
_SILENCE_AT_THE_GATE: Final = 10.0
MakeWork = Callable[[Connection, Work], Any]


class RebuildRuns(Refused):
    """A rebuild is running already."""

    code = "rebuild-runs"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did."""

    records: int
    while_waiting: int
    """Records that were read while the live projections waited."""
    seconds: float
    waited_seconds: float
    """How long the live projections waited; readers of the model never do."""


async def rebuild(
    facts: Facts,
    kafka: Kafka,
    units: Units[Any],
    *,
    url: str,
    make_work: MakeWork,
    now: Callable[[], datetime],
    schema: str = "model",
) -> Rebuilt:
    """Read all topics of ``facts`` from offset 0 into shadow tables, and swap them in, in one transaction.

    What it asks of the service: every consumer is a projection (``facts.projection``, or a reaction that forgets
    nothing); the read model and the tables ``inbox``, ``inbox_versions`` and ``dead_letters`` stand in ``schema``,
    which holds tables alone, without foreign keys, triggers or sequences of their own, and nothing that is not made
    from the topics; statements name its tables without a schema; the role's search path has ``schema`` in it. A
    migration moves the inbox there: ``ALTER TABLE inbox SET SCHEMA model;`` and so on.

    How it works. ``<schema>_next`` gets the same empty tables; connections to ``url`` with the search path
    ``<schema>_next, public`` are given to ``make_work``, so that the same functions fill them through the same
    machinery: marks, versions and dead letters included. A reader of no group goes to the end of all topics, and
    again until little is missing. Then the gate is closed: every projection takes it together with others in each of
    its transactions, the rebuild takes it alone, so the workers wait a moment while the rest is read and the schemas
    change their names. Their committed offsets stay; what they read next is dropped by version or id where it is in
    the new tables already. Queries of views see the old tables or the new, and never wait. A rebuild that is killed
    leaves a shadow behind, which the next one drops; nothing else was changed.

    What operators discarded stays discarded; what cannot be read is a dead letter again, under its old id where it
    had one; operators are told of new ones when the swap is committed. Nothing else is announced.

    Raises:
        RebuildRuns: one at a time.
        ModelMisplaced: the database is not as it must be; the message says what to do.
        BrokerSilent: the broker went away in the middle.
    """
    began = monotonic()
    shadow = Shadow(schema)
    consumers = list(facts.consumers.values())
    facts.check()
    if acting := [consumer.name for consumer in consumers if consumer.kind != "projection"]:
        raise ModelMisplaced(why=f"{', '.join(acting)} acts, and would act again")
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_alone(units))
        async with units.open() as unit:
            await shadow.make(unit.connection)
        database = await stack.enter_async_context(
            Database.open(_within(url, f"{shadow.name}, public"), max_size=2, name="mentoring-rebuild")
        )
        filling = Units(database, lambda connection, work: make_work(connection, Quiet(work)), now)
        topics = await stack.enter_async_context(topics_of(consumers, kafka, filling))
        records = await _until_little_is_missing(topics)
        log.info("rebuild-read", records=records)
        closed = monotonic()
        async with units.open(context=Context(correlation_id=new_correlation_id())) as unit:
            await unit.connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            await close_gate(unit.connection)
            rest = await topics.read_to_end(silence=_SILENCE_AT_THE_GATE)
            for letter in await shadow.swap(unit.connection):
                unit.work.announce(_told(letter))
        ended = monotonic()
        await _drop(units, shadow)
    log.info("rebuild-done", records=records + rest, waited=round(ended - closed, 3))
    return Rebuilt(records + rest, rest, monotonic() - began, ended - closed)


async def _until_little_is_missing(topics: Topics) -> int:
    """Follow the writers until few records are missing, or until it gains no more on them."""
    records = missed = await topics.read_to_end()
    while missed > _FEW:
        before, missed = missed, await topics.read_to_end()
        records += missed
        if missed > before / 2:
            break
    return records


class Quiet:
    """The kernel's Work for a rebuild: what was announced when it happened is not announced again."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.now = work.now
        self.new_id = work.new_id

    def announce(self, fact: Announceable) -> None:
        """Say nothing."""


@asynccontextmanager
async def _alone(units: Units[Any]) -> AsyncIterator[None]:
    async with units.open() as unit:
        await unit.connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        if not await queries("mentoring.messaging.rebuilding").alone(unit.connection, lock=_ALONE):
            raise RebuildRuns
        yield


async def _drop(units: Units[Any], shadow: Shadow) -> None:
    """The old tables wait for views that still read them; when that is long, the next rebuild drops them."""
    async with units.open() as unit:
        await shadow.drop(unit.connection)


def _within(url: str, search_path: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}search_path={quote(search_path)}"


def _told(letter: Any) -> DeadLettered:
    position = Position(topic=letter["topic"], partition=letter["partition"], offset=letter["offset"])
    return DeadLettered(
        service=service_of(letter["consumer"]),
        consumer=letter["consumer"],
        dead_letter=letter["id"],
        position=position,
        reason=letter["reason"],
    )
