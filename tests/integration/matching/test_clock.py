"""A run is drafted by the clock, whatever becomes of the worker that has it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mentoring.matching.adapters.postgres import PostgresWork
from mentoring.matching.adapters.solver import ProcessSolver, SolverDied
from mentoring.matching.domain.errors.runs import RulesAdmitNobody
from mentoring.matching.domain.run import LEASE, MOST_ATTEMPTS, Claim, Drafted, Run
from mentoring.matching.entrypoints.clock import clock
from mentoring.matching.ports import Solver, Told
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.cancel_run import cancel_run
from mentoring.matching.usecases.runs.draft_run import claim_run
from mentoring.matching.usecases.runs.solve_run import solve_run
from mentoring.matching.usecases.runs.start_run import start_run
from mentoring.messaging import Units
from mentoring.postgres import Database
from tests.integration.matching import scene
from tests.integration.matching.conftest import Store
from tests.unit.matching.builders import ANA, BEN, HR

PULSE = timedelta(milliseconds=20)


@pytest.fixture
def store(postgres_store: Store) -> Store:
    return postgres_store


@pytest.fixture
def solver(address: str) -> ProcessSolver:
    return ProcessSolver(address)


class Solving:
    """A solver that does something first."""

    def __init__(self, store: Store, first: Callable[[], Awaitable[object]]) -> None:
        self._store = store
        self._first = first

    async def draft(self, claim: Claim, told: Told) -> Drafted:
        await self._first()
        return await solve_run(claim, self._store.works, told)


async def a_started_run(store: Store) -> UUID:
    program = await scene.a_program_with(store, Row("mentor", ANA), Row("mentee", BEN))
    async with store.works() as work:
        return await start_run(program, by=HR, work=work)


async def turn(store: Store, solver: Solver) -> Any:
    """One turn of the clock's job."""
    (job,) = [tick for tick in clock(solver, pulse=PULSE).ticks if tick.name == "draft-runs"]
    return await job.function(store.works)


async def the_run(store: Store, run: UUID) -> Run:
    async with store.viewing() as views:
        return await views.run(run)


async def test_a_run_is_drafted_in_a_process_of_its_own(
    store: Store, database: Database, solver: ProcessSolver
) -> None:
    run = await a_started_run(store)
    assert 1 == await turn(store, solver)
    assert 0 == await turn(store, solver)
    found = await the_run(store, run)
    assert found.figures is not None
    assert ("drafted", 1) == (found.state, found.figures.pairs)
    await scene.all_is_well(database)


async def test_a_claim_is_renewed_for_as_long_as_it_takes(store: Store) -> None:
    run = await a_started_run(store)
    others = []

    async def take_ten_leases() -> None:
        for _ in range(20):
            store.after(LEASE / 2)
            await asyncio.sleep(5 * PULSE.total_seconds())
            others.append(await turn(store, Solving(store, never)))

    async def never() -> None:
        pytest.fail("somebody else got the run")

    assert 1 == await turn(store, Solving(store, take_ten_leases))
    assert [0] * 20 == others
    assert "drafted" == (await the_run(store, run)).state


async def test_a_run_whose_solver_died_is_taken_over_when_the_claim_runs_out(
    store: Store, solver: ProcessSolver
) -> None:
    async def die() -> None:
        raise SolverDied("killed")

    run = await a_started_run(store)
    with pytest.raises(SolverDied):
        await turn(store, Solving(store, die))
    assert 0 == await turn(store, Solving(store, die))
    store.after(LEASE)
    assert 1 == await turn(store, solver)
    found = await the_run(store, run)
    assert ("drafted", 2) == (found.state, found.attempts)


async def test_a_run_that_kills_every_solver_is_given_up(store: Store, database: Database) -> None:
    async def die() -> None:
        raise SolverDied("out of memory")

    run = await a_started_run(store)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(SolverDied):
            await turn(store, Solving(store, die))
        store.after(LEASE)
    assert 0 == await turn(store, Solving(store, die))
    found = await the_run(store, run)
    assert ("failed", "worn-out") == (found.state, found.failure)
    await scene.all_is_well(database)


async def test_a_worker_that_was_frozen_past_its_lease_keeps_nothing(store: Store, database: Database) -> None:
    """Another copy takes the run over meanwhile; the first one wakes up, finds out, and lets go."""
    run = await a_started_run(store)

    async def freeze() -> None:
        store.after(2 * LEASE)
        assert 1 == await turn(store, Solving(store, nothing))

    async def nothing() -> None: ...

    slow = clock(Solving(store, freeze), pulse=timedelta(minutes=5))
    (job,) = [tick for tick in slow.ticks if tick.name == "draft-runs"]
    await job.function(store.works)
    assert ("drafted", 2) == ((found := await the_run(store, run)).state, found.attempts)
    drafted = "SELECT count(*) FROM outbox WHERE type = 'mentoring.matching.run-drafted.v1'"
    assert 1 == await scene.count(database, drafted)


async def test_a_worker_that_lost_its_claim_stops_solving(store: Store, database: Database) -> None:
    await a_started_run(store)
    solving, stopped = asyncio.Event(), asyncio.Event()

    async def solve_for_ever() -> None:
        try:
            solving.set()
            await asyncio.Event().wait()
        finally:
            stopped.set()

    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        worker = group.create_task(turn(store, Solving(store, solve_for_ever)))
        await solving.wait()
        async with Units(database, PostgresWork, lambda: store.at + 2 * LEASE).open() as another:
            assert await claim_run(another.work) is not None
    assert 1 == worker.result()
    assert stopped.is_set()


async def test_a_run_that_the_domain_refuses_fails_with_its_code(store: Store, database: Database) -> None:
    async def refuse() -> None:
        raise RulesAdmitNobody(rules="overlap", pairs=1, admitted=1)

    run = await a_started_run(store)
    assert 1 == await turn(store, Solving(store, refuse))
    found = await the_run(store, run)
    assert ("failed", "rules-admit-nobody") == (found.state, found.failure)
    await scene.all_is_well(database)


async def test_a_run_that_is_called_off_stops_its_solver_at_once(store: Store, database: Database) -> None:
    run = await a_started_run(store)
    solving, stopped = asyncio.Event(), asyncio.Event()

    async def solve_for_ever() -> None:
        try:
            solving.set()
            await asyncio.Event().wait()
        finally:
            stopped.set()

    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        worker = group.create_task(turn(store, Solving(store, solve_for_ever)))
        await solving.wait()
        async with store.works() as work:
            await cancel_run(run, by=HR, work=work)
    assert 1 == worker.result()
    assert stopped.is_set()
    assert 0 == await turn(store, Solving(store, solve_for_ever))
    await scene.all_is_well(database)


async def test_a_run_that_is_called_off_while_its_draft_is_kept_keeps_nothing(store: Store, database: Database) -> None:
    run = await a_started_run(store)

    async def call_off() -> None:
        async with store.works() as work:
            await cancel_run(run, by=HR, work=work)

    assert 1 == await turn(store, Solving(store, call_off))
    for table in ("draft_pairs", "run_inputs"):
        assert 0 == await scene.count(database, f"SELECT count(*) FROM {table}")  # noqa: S608 - of this test
