"""Acts of matching on a real database, each in a unit of work of its own."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.matching.usecases.programs.enroll_people import Row, RowReport, enroll_people
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.proposals.expire_proposals import expire_proposals
from mentoring.matching.usecases.proposals.refuse_proposal import refuse_proposal
from mentoring.matching.usecases.runs.draft_run import claim_run, settle_draft
from mentoring.matching.usecases.runs.publish_run import Published, publish_run
from mentoring.matching.usecases.runs.solve_run import solve_run
from mentoring.matching.usecases.runs.start_run import start_run
from mentoring.postgres import Database
from tests.integration.matching.conftest import Store
from tests.unit.matching.builders import EVA, HR, an_open_program, enrolled, people_work_here


async def a_program_with(store: Store, *rows: Row) -> UUID:
    """Open, with these places taken by people who work here."""
    async with store.works() as work:
        await people_work_here(work, EVA, *{row.person for row in rows if row.person is not None})
        program = await an_open_program(work)
        await enrolled(work, program, *rows)
        return program


async def enroll(store: Store, program: UUID, *rows: Row) -> list[RowReport]:
    async with store.works() as work:
        return await enroll_people(program, rows, by=HR, work=work)


async def a_drafted_run(store: Store, program: UUID) -> UUID:
    """Solved on the spot."""
    async with store.works() as work:
        run = await start_run(program, by=HR, work=work)
    async with store.works() as work:
        claim = await claim_run(work)
    assert claim is not None
    found = await solve_run(claim, store.works, lambda _phase, _done, _of: None)
    async with store.works() as work:
        assert await settle_draft(claim, found, work)
    return run


async def publish(store: Store, run: UUID) -> Published:
    async with store.works() as work:
        return await publish_run(run, by=HR, work=work)


async def accept(store: Store, proposal: UUID, by: UUID) -> UUID | None:
    async with store.works() as work:
        return await accept_proposal(proposal, by=by, work=work)


async def refuse(store: Store, proposal: UUID, by: UUID) -> None:
    async with store.works() as work:
        await refuse_proposal(proposal, by=by, reason="no-time", work=work)


async def leave(store: Store, person: UUID) -> None:
    async with store.works() as work:
        await settle_leaver(person, work)


async def expire(store: Store) -> int:
    async with store.works() as work:
        return await expire_proposals(work)


async def open_proposals(store: Store, person: UUID) -> Sequence[Proposal]:
    async with store.works() as work:
        return await work.proposals.hold_open_of_person(person)


OVERFULL = """
    SELECT count(*) FROM enrollments AS e
    WHERE e.capacity < (
        SELECT count(*) FROM proposals AS p
        WHERE p.state = 'open' AND e.id IN (p.mentor_enrollment, p.mentee_enrollment)
        AND p.asked_by IS DISTINCT FROM e.person
    ) + (
        SELECT count(*) FROM mentorships AS m
        WHERE m.state IN ('active', 'paused') AND e.id IN (m.mentor_enrollment, m.mentee_enrollment)
    )
"""
BOUND_LEAVERS = """
    SELECT count(*) FROM people AS p
    WHERE p.status = 'left' AND (
        EXISTS (SELECT FROM enrollments AS e WHERE e.person = p.id AND e.state <> 'withdrawn')
        OR EXISTS (SELECT FROM proposals AS o WHERE o.state = 'open' AND p.id IN (o.mentor, o.mentee))
        OR EXISTS (SELECT FROM mentorships AS m WHERE m.state IN ('active', 'paused') AND p.id IN (m.mentor, m.mentee))
    )
"""
WRONGLY_PLACED = """
    SELECT count(*) FROM enrollments AS e
    WHERE e.state <> 'withdrawn' AND (e.state = 'placed') <> EXISTS (
        SELECT FROM mentorships AS m
        WHERE m.state IN ('active', 'paused') AND e.id IN (m.mentor_enrollment, m.mentee_enrollment)
    )
"""
MISTOLD = """
    SELECT count(*) FROM (
        SELECT DISTINCT ON (stored.id) stored.state, convert_from(told.value, 'UTF8')::jsonb ->> 'state' AS said
        FROM {table} AS stored
        LEFT JOIN outbox AS told ON told.topic = 'matching.{table}.state' AND told.key = stored.id::text
        ORDER BY stored.id, told.sequence DESC
    ) AS last
    WHERE said IS DISTINCT FROM state
"""


async def all_is_well(database: Database) -> None:
    """Nobody holds more than their capacity, no leaver is bound, placed is placed, and what was told last is stored."""
    for wrong in (OVERFULL, BOUND_LEAVERS, WRONGLY_PLACED):
        assert 0 == await count(database, wrong), wrong
    for table in ("programs", "enrollments", "runs", "proposals", "mentorships"):
        assert 0 == await count(database, MISTOLD.format(table=table)), table


async def count(database: Database, query: str) -> int:
    async with database.reading() as connection:
        found: int = await connection.fetchval(query)
        return found
