"""A company from its HR file to its last proposal, through the services' own doors, while people look for mentors.

Profile's api, clock and relay, and matching's api, clock, worker and relay are processes of their own, over a durable
PostgreSQL and Kafka. Beside it all somebody asks for recommendations ten times a second, whether the last answer is
there or not. The profiles of the first thousand come through the door, the others by COPY: see `company`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Final
from uuid import uuid4

from mentoring.messaging import Kafka
from mentoring.messaging.topics import apply
from mentoring.postgres import Database
from tests.benchmarks.company import (
    BY_DOOR,
    HR,
    Company,
    a_company,
    import_people,
    numbers_of,
    store_the_rest,
    write_by_door,
)
from tests.benchmarks.parts import Parts, until
from tests.benchmarks.roles import Doors, a_role, an_issuer, doors_at
from tests.benchmarks.rows import Row
from tests.benchmarks.watching import Seen, memory_of_children

NAME: Final = "matching.end-to-end"
TIMED: Final = ("import", "arrive", "arrive-profiles-by-copy", "enroll", "run", "publish")
ASKED: Final = ("quiet", "enroll", "run", "publish")
FURTHER: Final = (
    *(f"recommend-p99-{phase}" for phase in ASKED),
    "recommend-turned-away",
    "solver-memory",
    "profile-door",
)
IDS: Final = tuple(f"{NAME}.{what}" for what in (*TIMED, *FURTHER))
BATCH: Final = 5000
QUIET: Final = 15.0
_LONGEST: Final = 900.0
"""Seconds that anything is waited for."""


async def measure(parts: Parts, _ids: frozenset[str]) -> list[Row]:
    """10,000 mentees, 3,000 mentors."""
    return await whole(parts, NAME, a_company(10_000, 3_000))


async def whole(parts: Parts, name: str, company: Company) -> list[Row]:
    """Seconds of each phase, megabytes of the solver, milliseconds of those who ask meanwhile."""
    async with AsyncExitStack() as stack:
        suite = await stack.enter_async_context(_suite(parts))
        door = await _arrived(suite, company)
        program = await _program(suite, company)
        memory = await _matched(suite, company, program)
    seen = suite.seen
    return [
        *(Row(f"{name}.{phase}", seen.seconds[phase], "s") for phase in TIMED),
        *(
            Row(f"{name}.recommend-p99-{phase}", seen.p99(phase), "ms", "ours ≤ 15")
            for phase in ASKED
            if phase in seen.taken
        ),
        Row(f"{name}.recommend-turned-away", seen.turned_away, "of all", "ours ≤ 0"),
        Row(f"{name}.solver-memory", memory, "MB"),
        Row(f"{name}.profile-door", door, f"s for {BY_DOOR:,} PUT"),
    ]


@dataclass(frozen=True)
class Suite:
    """Both services as they run."""

    parts: Parts
    profile: Doors
    matching: Doors
    profile_url: str
    matching_url: str
    clock: int
    """The process of matching's clock, whose child is the solver."""
    seen: Seen


@asynccontextmanager
async def _suite(parts: Parts) -> AsyncIterator[Suite]:
    kafka = Kafka(parts.bootstrap, prefix=f"b{uuid4().hex[:8]}.", local=True)
    if wrong := [row.topic for row in await apply(kafka) if not row.agrees]:
        raise RuntimeError(f"the broker does not fit: {wrong}")
    libraries = ("mentoring.messaging", "mentoring.runtime")
    async with AsyncExitStack() as stack:
        urls = {
            service: await stack.enter_async_context(parts.fresh(*libraries, f"mentoring.{service}"))
            for service in ("profile", "matching")
        }
        issuer = await stack.enter_async_context(an_issuer())

        async def started(service: str, role: str) -> tuple[int, int]:
            return await stack.enter_async_context(
                a_role(parts, role, urls[service], issuer, service=service, kafka=kafka)
            )

        for service, role in (
            ("profile", "clock"),
            ("profile", "relay"),
            ("matching", "worker"),
            ("matching", "relay"),
        ):
            await started(service, role)
        _, clock = await started("matching", "clock")
        profile = await stack.enter_async_context(doors_at((await started("profile", "api"))[0], issuer))
        matching = await stack.enter_async_context(doors_at((await started("matching", "api"))[0], issuer))
        yield Suite(parts, profile, matching, urls["profile"], urls["matching"], clock, Seen(parts.say))


async def _arrived(suite: Suite, company: Company) -> float:
    """Until matching knows everybody with their profiles; seconds of those who came through profile's door."""
    everybody = len(company.people)
    async with Database.open(suite.matching_url, max_size=2) as database:

        async def there(query: str) -> bool:
            async with database.session() as connection:
                return bool(await connection.fetchval(query) == everybody)

        with suite.seen.timed("import"):
            await import_people(suite.profile, company, suite.parts.folder)
        with suite.seen.timed("arrive"):
            people = partial(there, "SELECT count(*) FROM people")
            await until(people, "matching knows everybody", within=_LONGEST, every=0.2)
        numbers = await numbers_of(suite.profile_url)
        door = await write_by_door(suite.profile, company, numbers)
        suite.parts.say(f"{BY_DOOR:,} profiles through the door: {door:.1f} s")
        with suite.seen.timed("arrive-profiles-by-copy"):
            await store_the_rest(suite.profile_url, company, numbers)
            profiles = partial(there, "SELECT count(*) FROM participants WHERE interests <> '[]'")
            await until(profiles, "matching knows all profiles", within=_LONGEST, every=0.2)
    return door


async def _program(suite: Suite, company: Company) -> str:
    today = datetime.now(UTC).date()
    by = company.people[0].employee_id
    manager = (await suite.profile.call("GET", "/me", by))["person"]["id"]
    body = {
        "name": "Everybody",
        "objectives": ["Growth"],
        "timeline": {"starts": str(today - timedelta(days=1)), "ends": str(today + timedelta(days=200))},
        "managers": [manager],
        "rules": {"stage_gap": {"least": 0, "most": 3}, "location": "same-site-or-remote"},
    }
    program: str = (await suite.matching.call("POST", "/programs", by, body, roles=[HR]))["program"]
    await suite.matching.call("POST", f"/programs/{program}/opening", by)
    return program


async def _matched(suite: Suite, company: Company, program: str) -> float:
    """Megabytes of the solver."""
    by, doors, seen = company.people[0].employee_id, suite.matching, suite.seen
    enrolled: list[str] = []
    async with seen.asking(doors, f"/programs/{program}/recommendations", enrolled):
        with seen.timed("enroll"):
            await _enroll(suite, program, company, enrolled)
            await until(
                partial(seen.answers, enrolled[-1]), "the engine knows whoever came last", within=60.0, every=0.5
            )
        with seen.timed("quiet"):
            await asyncio.sleep(QUIET)
        with seen.timed("run"):
            run = (await doors.call("POST", f"/programs/{program}/runs", by, {}))["run"]
            memory = await _followed(suite, run, by, "drafted")
        state = await doors.call("GET", f"/runs/{run}", by)
        suite.parts.say(f"draft: {state['figures']['pairs']} pairs, {state['figures']['certificate']}")
        with seen.timed("publish"):
            await doors.call("POST", f"/runs/{run}/publication", by)
            await _followed(suite, run, by, "published")
    return memory


async def _enroll(suite: Suite, program: str, company: Company, enrolled: list[str]) -> None:
    rows: list[dict[str, Any]] = [
        *({"place": "mentor", "employee_id": one, "capacity": places} for one, places in company.mentors.items()),
        *({"place": "mentee", "employee_id": one} for one in company.mentees),
    ]
    Random(1).shuffle(rows)  # noqa: S311 - no secret
    by = company.people[0].employee_id
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        report = await suite.matching.call("POST", f"/programs/{program}/enrollments", by, batch)
        if report["refused"]:
            raise RuntimeError(f"{report['refused']} rows were refused")
        enrolled += [row["employee_id"] for row in batch if row["place"] == "mentee"]


async def _followed(suite: Suite, run: str, by: str, state: str) -> float:
    """Until the run says so; a change of phase is told. Megabytes of the solver, at most."""
    told, memory = "", 0.0
    async with asyncio.timeout(_LONGEST):
        while True:
            now = await suite.matching.call("GET", f"/runs/{run}/progress", by)
            if now["phase"] != told:
                told = now["phase"]
                suite.parts.say(f"{suite.seen.since():6.1f} s {now['state']} {told} {now['done']}/{now['of']}")
            memory = max(memory, memory_of_children(suite.clock))
            if now["state"] == state:
                return memory
            if now["state"] in {"failed", "cancelled"}:
                raise RuntimeError(f"the run {now['state']}")
            await asyncio.sleep(0.5)
