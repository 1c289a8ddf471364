"""Three relays under load, frozen, killed and cut at random: the log keeps the order of every key."""

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from uuid_utils.compat import uuid7

from mentoring.kernel import Work
from mentoring.local.parts.processes import Process
from mentoring.messaging import Units
from mentoring.postgres import Connection, Database
from mentoring.testing.databases import Databases
from tests.chaos.checker import the_last_snapshot_is_the_newest, topics_keep_the_order_of_their_key
from tests.chaos.evidence import Evidence, all_records
from tests.chaos.names import TALLIES, TALLIES_STATE
from tests.chaos.stage import ROOT
from tests.chaos.terms import lease_of

MakeRelay = Callable[..., Process]
CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name <> 'the-test' AND random() < 0.5"
)


@pytest.fixture
def url(databases: Databases) -> str:
    from importlib.resources import files

    libraries = [Path(str(files(f"mentoring.{name}"))) / "migrations" for name in ("messaging", "runtime")]
    return databases("frozen_relays", migrations=[*libraries, Path(__file__).parent / "counter" / "migrations"])


@pytest.fixture
def make_relay(url: str, kafka: str, topic_prefix: str, tmp_path: Path) -> Iterator[MakeRelay]:
    """Starts a relay as a process of its own; all are gone after the test."""
    settings = {
        "ENVIRONMENT": "local",
        "DATABASE_URL": url,
        "KAFKA": kafka,
        "TOPIC_PREFIX": topic_prefix,
        "ISSUER": "http://issuer.test",
        "AUDIENCE": "chaos",
        "HTTP_PORT": "0",
    }
    env = {"PATH": os.environ["PATH"]} | {f"MENTORING_{key}": value for key, value in settings.items()}
    made: list[Process] = []

    def make(*module: str) -> Process:
        name = f"relay-{len(made)}"
        argv = [sys.executable, "-m", *module, "counter", "relay"]
        made.append(Process(name, argv, log=tmp_path / f"{name}.log", env=env, cwd=ROOT))
        made[-1].start()
        return made[-1]

    yield make
    for relay in made:
        relay.kill()


@pytest.fixture
async def topics(kafka: str, topic_prefix: str) -> AsyncIterator[None]:
    names = [f"{topic_prefix}{name}" for name in (TALLIES, TALLIES_STATE)]
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    await admin.create_topics([NewTopic(name, 6, 1) for name in names])
    yield
    await admin.delete_topics(names)
    await admin.close()


def just_the_work(_connection: Connection, work: Work) -> Work:
    return work


async def write(units: Units[Work], enough: asyncio.Event) -> None:
    """Events and snapshots of thirty new keys, steadily; backlogs form while relays are frozen."""
    from tests.chaos.facts import TallyAdded, TallyState

    keys = [uuid7() for _ in range(30)]
    step = 0
    while not enough.is_set():
        step += 1
        async with units.open() as unit:
            for key in keys:
                unit.work.announce(TallyAdded(tally=key, intent=key, step=step))
                unit.work.announce(TallyState(tally=key, steps=step))
        await asyncio.sleep(0.02)


async def drained(database: Database) -> None:
    async with asyncio.timeout(60), database.session() as connection:
        while await connection.fetchval("SELECT EXISTS (SELECT FROM outbox)"):  # noqa: ASYNC110 - others act
            await asyncio.sleep(0.1)


async def breaches_on(kafka: str, prefix: str, database: Database) -> list[str]:
    records = await all_records(kafka, prefix=prefix, names=(TALLIES, TALLIES_STATE))
    async with database.session() as connection:
        rows = await connection.fetch("SELECT aggregate, key, version FROM outbox_versions")
    found = Evidence(records=records, versions={(row["aggregate"], row["key"]): row["version"] for row in rows})
    print(f"{len(records)} records, {len(records) - len({one.id for one in records})} of them twice")  # noqa: T201
    return [*topics_keep_the_order_of_their_key(found), *the_last_snapshot_is_the_newest(found)]


class Round:
    """Written to, struck, drained by the others; only then does the struck one wake.

    Each round has keys of its own: what a sleeper puts behind the others' records stays the last of its key.
    """

    def __init__(self, database: Database, relays: list[Process], rolled: random.Random) -> None:
        self._database = database
        self._relays = relays
        self._rolled = rolled

    async def fight(self) -> None:
        enough = asyncio.Event()
        units = Units(self._database, just_the_work, lambda: datetime.now(UTC))
        writing = asyncio.create_task(write(units, enough))
        await asyncio.sleep(self._rolled.uniform(0.3, 1))
        victim = self._rolled.choice(self._relays)
        kind = self._rolled.choice(["freeze", "freeze", "freeze", "kill", "cut"])
        if kind == "freeze":
            victim.freeze()
            lease = lease_of("relay")
            await asyncio.sleep(self._rolled.uniform(lease, lease + 1))
        elif kind == "kill":
            await asyncio.to_thread(victim.kill)
        else:
            async with self._database.session() as connection:
                await connection.execute(CUT)
        enough.set()
        await writing
        await drained(self._database)
        if kind == "freeze":
            victim.thaw()
        elif kind == "kill":
            victim.start()
        await asyncio.sleep(0.5)


@pytest.mark.usefixtures("topics", "registered")
async def test_a_frozen_relay_that_wakes_puts_nothing_old_behind_what_is_new(
    url: str, kafka: str, topic_prefix: str, make_relay: MakeRelay, seed: int, seconds: float
) -> None:
    print(f"the seed of this storm is {seed}")  # noqa: T201 - for who wants to see it again
    relays = [make_relay("tests.chaos") for _ in range(3)]
    async with Database.open(url, name="the-test") as database:
        round_after_round = Round(database, relays, random.Random(seed))  # noqa: S311 - no secret
        for _ in range(max(4, int(seconds / 8))):
            await round_after_round.fight()
        assert [] == await breaches_on(kafka, topic_prefix, database), f"the seed of this storm is {seed}"


@pytest.mark.usefixtures("topics", "registered")
@pytest.mark.parametrize("fence", ["with-fence", "without-fence"])
async def test_a_relay_that_sleeps_with_a_batch_in_its_hand_finds_the_fence_closed(
    url: str, kafka: str, topic_prefix: str, make_relay: MakeRelay, fence: str
) -> None:
    """Without the fence the very same evidence shows the breach: that is what the fence is for."""
    from tests.chaos.facts import TallyState

    sleeper = make_relay("tests.chaos.sleeper", fence)
    tally, step = uuid7(), 0
    async with Database.open(url, name="the-test") as database:
        units = Units(database, just_the_work, lambda: datetime.now(UTC))

        async def tell() -> None:
            nonlocal step
            step += 1
            async with units.open() as unit:
                unit.work.announce(TallyState(tally=tally, steps=step))

        async with asyncio.timeout(60):
            while psutil.Process(sleeper.pid).status() != psutil.STATUS_STOPPED:
                await tell()
                await asyncio.sleep(0.1)
        make_relay("tests.chaos")
        await tell()
        await drained(database)
        sleeper.thaw()
        await asyncio.sleep(1.5)

        found = await breaches_on(kafka, topic_prefix, database)
    assert ([] == found) is (fence == "with-fence"), found
