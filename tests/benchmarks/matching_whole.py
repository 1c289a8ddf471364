"""A program from its first place to its last proposal through matching's own doors, while people look for mentors.

The people lie ready, as the projection would have put them; how they come from an HR file is measured by `importing`.
The api and the clock are processes of their own over a durable PostgreSQL; nothing relays, so what is told stays in the
outbox. Beside it all somebody asks for recommendations ten times a second, of another program's people alike.
"""

import asyncio
import contextlib
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

import httpx
import psutil

from mentoring.postgres import Database
from tests.benchmarks.matching_http import PEOPLE, SAYS, a_role, a_token, an_issuer, person_row, says_row
from tests.benchmarks.parts import Parts
from tests.benchmarks.rows import Row
from tests.unit.matching.population import Population, population

SIZES: Final = {"": (10_000, 3_000), "-large": (100_000, 30_000)}
"""Mentees and mentors."""
PHASES: Final = ("enroll", "run", "publish")
IDS: Final = tuple(
    f"matching.end-to-end{size}.{what}" for size in SIZES for what in (*PHASES, "solver-memory", "recommend-p99")
)
BATCH: Final = 5000
EVERY: Final = 0.1
LONGEST: Final = 1800.0
"""Seconds of a phase."""


async def measure(parts: Parts, ids: frozenset[str]) -> list[Row]:
    """Seconds of each phase, megabytes of the solver, milliseconds of those who ask meanwhile."""
    rows: list[Row] = []
    for size, (mentees, mentors) in SIZES.items():
        if any(name.startswith(f"matching.end-to-end{size}.") for name in ids):
            rows += await _measured(parts, size, population(mentees, mentors))
    return rows


@dataclass
class Suite:
    """The doors, as the manager of the program and as a mentee call them."""

    parts: Parts
    client: httpx.AsyncClient
    issuer: str
    manager: UUID
    clock: int
    seconds: dict[str, float] = field(default_factory=dict)
    asked: dict[str, list[float]] = field(default_factory=dict)
    memory: float = 0.0
    phase: str = ""

    async def call(self, method: str, path: str, by: UUID, body: object = None) -> Any:
        """Whatever else than yes is no figure."""
        headers = {"Authorization": f"Bearer {a_token(self.issuer, by)}", "Idempotency-Key": str(uuid4())}
        answer = await self.client.request(method, path, headers=headers, json=body)
        if answer.is_error:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        said = answer.json()
        return said["result"] if method == "POST" else said

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        """A phase."""
        begun, self.phase = time.monotonic(), phase
        yield
        self.seconds[phase] = time.monotonic() - begun
        self.phase = ""
        self.parts.say(f"{phase}: {self.seconds[phase]:.1f} s")


async def _measured(parts: Parts, size: str, people: Population) -> list[Row]:
    async with parts.fresh("mentoring.messaging", "mentoring.runtime", "mentoring.matching") as url:
        async with Database.open(url) as database:
            await _fill(database, people)
        async with (
            an_issuer() as issuer,
            a_role(parts, "clock", url, issuer) as (_, clock),
            a_role(parts, "api", url, issuer) as (port, _),
            _client(port) as client,
        ):
            suite = Suite(parts, client, issuer, people.mentors[0].person, clock)
            await _through(suite, people)
    asked = [one for phase in PHASES for one in suite.asked.get(phase, [])]
    parts.say(f"asked {len(asked)} times; p99 by phase: { {name: _p99(those) for name, those in suite.asked.items()} }")
    name = f"matching.end-to-end{size}"
    return [
        *(Row(f"{name}.{phase}", suite.seconds[phase], "s") for phase in PHASES),
        Row(f"{name}.solver-memory", suite.memory, "MB"),
        Row(f"{name}.recommend-p99", _p99(asked), "ms", "ours ≤ 15"),
    ]


async def _through(suite: Suite, people: Population) -> None:
    program = await _program(suite)
    asking = asyncio.create_task(_ask(suite, program, people))
    try:
        with suite.timed("enroll"):
            await _enroll(suite, program, people)
        with suite.timed("run"):
            run = (await suite.call("POST", f"/programs/{program}/runs", suite.manager, {}))["run"]
            await _followed(suite, run, "drafted")
        state = await suite.call("GET", f"/runs/{run}", suite.manager)
        suite.parts.say(f"draft: {state['figures']['pairs']} pairs, {state['figures']['certificate']}")
        with suite.timed("publish"):
            await suite.call("POST", f"/runs/{run}/publication", suite.manager)
            await _followed(suite, run, "published")
    finally:
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking


async def _program(suite: Suite) -> str:
    today = datetime.now(UTC).date()
    body = {
        "name": "Everybody",
        "objectives": ["Growth"],
        "timeline": {"starts": str(today - timedelta(days=1)), "ends": str(today + timedelta(days=200))},
        "managers": [str(suite.manager)],
        "rules": {"stage_gap": {"least": 0, "most": 3}, "location": "same-site-or-remote"},
    }
    token = a_token(suite.issuer, suite.manager, roles=["hr_manager"])
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "program"}
    made = await suite.client.post("/programs", headers=headers, json=body)
    made.raise_for_status()
    program: str = made.json()["result"]["program"]
    await suite.call("POST", f"/programs/{program}/opening", suite.manager)
    return program


async def _enroll(suite: Suite, program: str, people: Population) -> None:
    rows = [
        *({"place": "mentor", "person": str(one.person), "capacity": one.places} for one in people.mentors),
        *({"place": "mentee", "person": str(one.person)} for one in people.mentees),
    ]
    for start in range(0, len(rows), BATCH):
        report = await suite.call(
            "POST", f"/programs/{program}/enrollments", suite.manager, rows[start : start + BATCH]
        )
        if report["refused"]:
            raise RuntimeError(f"{report['refused']} rows were refused")


async def _followed(suite: Suite, run: str, state: str) -> None:
    """Until the run says so; a change of phase is told."""
    told, begun = "", time.monotonic()
    async with asyncio.timeout(LONGEST):
        while True:
            now = await suite.call("GET", f"/runs/{run}/progress", suite.manager)
            if now["phase"] != told:
                told = now["phase"]
                suite.parts.say(f"{time.monotonic() - begun:6.1f} s {now['state']} {told} {now['done']}/{now['of']}")
            suite.memory = max(suite.memory, _memory(suite.clock))
            if now["state"] == state:
                return
            if now["state"] in {"failed", "cancelled"}:
                raise RuntimeError(f"the run {now['state']}")
            await asyncio.sleep(0.5)


async def _ask(suite: Suite, program: str, people: Population) -> None:
    """Ten times a second, each time for another mentee; one who has no place yet is told so at once."""
    chance = Random(1)  # noqa: S311 - no secret
    while True:
        mentee = chance.choice(people.mentees).person
        headers = {"Authorization": f"Bearer {a_token(suite.issuer, mentee)}"}
        begun = time.perf_counter()
        answer = await suite.client.get(f"/programs/{program}/recommendations", headers=headers)
        if answer.status_code == httpx.codes.OK and suite.phase:
            suite.asked.setdefault(suite.phase, []).append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(EVERY)


@asynccontextmanager
async def _client(port: int) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
        yield client


async def _fill(database: Database, people: Population) -> None:
    everybody = [*people.mentors, *people.mentees]
    known = {one.person for one in everybody}
    above = {one.person: next(iter(sorted(one.chain & known, reverse=True)), None) for one in everybody}
    mentors = {one.person for one in people.mentors}
    async with database.session() as connection:
        for table, columns, rows in (
            ("people", PEOPLE, [person_row(one, above[one.person]) for one in everybody]),
            ("participants", SAYS, [says_row(one, mentor=one.person in mentors) for one in everybody]),
        ):
            await connection.copy_records_to_table(table, records=rows, columns=columns)
        await connection.execute("ANALYZE")


def _memory(parent: int) -> float:
    """Megabytes that the solver of this clock holds."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return max((child.memory_info().rss for child in psutil.Process(parent).children()), default=0) / 1e6
    return 0.0


def _p99(taken: Sequence[float]) -> float:
    return round(statistics.quantiles(taken, n=100)[98], 1) if len(taken) > 1 else 0.0
