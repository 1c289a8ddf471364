"""Whom to ask, over HTTP: the real api role with its engine on a company's tables, beside a door that does nothing."""

import asyncio
import http.client
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Final
from uuid import UUID

from mentoring.matching.adapters.postgres import PostgresWork
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.terms import Cadence, Rules, StageGap, Timeline, Weights
from mentoring.messaging import Units
from mentoring.postgres import Database
from tests.benchmarks.parts import Parts
from tests.benchmarks.roles import a_role, a_token, an_issuer
from tests.benchmarks.rows import Row, in_turns
from tests.unit.matching.population import Population, population

IDS: Final = ("matching.recommend-http",)
MENTORS: Final = 100_000
MENTEES: Final = 2_000
ASKED: Final = 400
"""Requests of a round."""
ROUNDS: Final = 5
PROGRAM: Final = UUID(int=7 << 64)
_STAGES: Final = ("early", "mid", "senior", "lead", "executive")


async def measure(parts: Parts, _ids: frozenset[str]) -> list[Row]:
    """The 99th percentile of both, one request after the other, each for another mentee."""
    people = population(MENTEES, MENTORS)
    async with parts.fresh("mentoring.messaging", "mentoring.runtime", "mentoring.matching") as url:
        async with Database.open(url) as database:
            await _fill(database, people)
        parts.say(f"{MENTORS:,} mentors are in the database")
        async with an_issuer() as issuer, a_role(parts, "api", url, issuer) as (port, _):
            chance = Random(1)  # noqa: S311 - no secret
            tokens = [a_token(issuer, f"E{one.person.int}") for one in chance.sample(people.mentees, ASKED)]
            path = f"/programs/{PROGRAM}/recommendations"
            figures = await in_turns(
                "recommendations over HTTP [ms: p99, p50]",
                ROUNDS,
                {
                    "ours": partial(asyncio.to_thread, _ask, port, path, tokens),
                    "no-op door": partial(asyncio.to_thread, _ask, port, "/livez", tokens),
                },
                parts.say,
            )
    ours, nothing = figures["ours"][0], figures["no-op door"][0]
    return [Row(IDS[0], ours, "ms p99", "ours ≤ 15", nothing, "no-op door")]


def _ask(port: int, path: str, tokens: Sequence[str]) -> tuple[float, float]:
    """Milliseconds: 99th percentile and median."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    taken = []
    for token in tokens:
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        body = answer.read()
        taken.append((time.perf_counter() - begun) * 1000)
        if answer.status != http.client.OK or not body:
            raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")
    connection.close()
    return statistics.quantiles(taken, n=100)[98], statistics.median(taken)


async def _fill(database: Database, people: Population) -> None:
    """By COPY; the program has a rule of each kind."""
    everybody = [*people.mentors, *people.mentees]
    known = {one.person for one in everybody}
    above = {one.person: next(iter(sorted(one.chain & known, reverse=True)), None) for one in everybody}
    today = datetime.now(UTC).date()
    program = Program(
        id=PROGRAM,
        name="Everybody",
        objectives=("Growth",),
        timeline=Timeline(today - timedelta(days=1), today + timedelta(days=200)),
        cadence=Cadence("P14D", 45),
        managers=(people.mentors[0].person,),
        rules=Rules(stage_gap=StageGap(0, 3), location="same-site-or-remote"),
        weights=Weights(skills=30, goals=10, transitions=8, interests=12, stage=10, function=10, location=5, zone=10),
        state="open",
    )
    async with Units(database, PostgresWork, lambda: datetime.now(UTC)).open() as unit:
        await unit.work.programs.add(program)
    async with database.session() as connection:
        for table, columns, rows in (
            ("people", _PEOPLE, [_person_row(one, above[one.person]) for one in everybody]),
            (
                "participants",
                _SAYS,
                [_says_row(one, mentor=row < MENTORS) for row, one in enumerate(everybody)],
            ),
            (
                "enrollments",
                ("id", "program", "person", "place", "capacity", "state"),
                [
                    *((one.enrollment, PROGRAM, one.person, "mentor", one.places, "waiting") for one in people.mentors),
                    *((one.enrollment, PROGRAM, one.person, "mentee", 1, "waiting") for one in people.mentees),
                ],
            ),
        ):
            await connection.copy_records_to_table(table, records=rows, columns=columns)
        await connection.execute("ANALYZE")


_PEOPLE: Final = ("id", "employee_id", "manager", "status", "zone", "locale", "stage", "site", "department", "function")
_SAYS: Final = (
    *("person", "skills_offered", "skills_wanted", "interests", "languages", "capacity", "goals"),
    *("transitions_lived", "transitions_sought", "styles", "meets"),
)


def _person_row(one: Any, manager: UUID | None) -> tuple[Any, ...]:
    """A row of people."""
    stage = None if one.stage is None else _STAGES[one.stage]
    where = (one.zone or "UTC", "en", stage, one.site, one.department, one.function)
    return (one.person, f"E{one.person.int}", manager, "active", *where)


def _says_row(one: Any, *, mentor: bool) -> tuple[Any, ...]:
    """A row of participants."""
    skills, nothing = dict(one.skills), dict[str, int]()
    offered, wanted = (skills, nothing) if mentor else (nothing, skills)
    lived, sought = (sorted(one.transitions), []) if mentor else ([], sorted(one.transitions))
    meets = "either" if one.remote else "in-person"
    words = (sorted(one.interests), sorted(one.languages), one.places, sorted(one.goals))
    return (one.person, offered, wanted, *words, lived, sought, sorted(one.styles), meets)
