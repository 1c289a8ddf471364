"""The solver in its own process: a draft that is kept, nobody kept waiting, and no process left behind."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from uuid import UUID

import psutil
import pytest

from mentoring.matching.adapters.solver import ProcessSolver, SolverDied
from mentoring.matching.domain.errors.runs import ClaimLost
from mentoring.matching.domain.run import Claim, Drafted
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.cancel_run import cancel_run
from mentoring.matching.usecases.runs.draft_run import claim_run
from mentoring.matching.usecases.runs.solve_run import solve, solve_run
from mentoring.matching.usecases.runs.start_run import start_run
from tests.integration.matching import scene
from tests.integration.matching.conftest import Store
from tests.unit.matching.builders import HR

PATIENCE = 30.0


@pytest.fixture
def store(postgres_store: Store) -> Store:
    return postgres_store


@pytest.fixture
def solver(address: str) -> ProcessSolver:
    return ProcessSolver(address)


async def a_claim(store: Store, mentors: int = 1, mentees: int = 2) -> Claim:
    """Of a run with so many people."""
    people = [UUID(int=1000 + number) for number in range(mentors + mentees)]
    rows = [Row("mentor", person, capacity=2) for person in people[:mentors]]
    program = await scene.a_program_with(store, *rows, *(Row("mentee", person) for person in people[mentors:]))
    async with store.works() as work:
        await start_run(program, by=HR, work=work)
    async with store.works() as work:
        claim = await claim_run(work)
    assert claim is not None
    return claim


async def a_large_claim(store: Store) -> Claim:
    """Takes a second or more to solve."""
    return await a_claim(store, 1000, 1500)


def silently(_phase: str, _done: int, _of: int) -> None: ...


def solvers(parent: int) -> list[psutil.Process]:
    return [child for child in psutil.Process(parent).children() if solves(child)]


def solves(process: psutil.Process) -> bool:
    """What has ended and was not waited for yet has no command line any more."""
    try:
        return "mentoring.matching.adapters.solver.child" in process.cmdline()
    except psutil.Error:
        return False


async def the_solver_of(parent: int) -> psutil.Process:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := solvers(parent):
            return found[0]
        await asyncio.sleep(0.01)
    raise AssertionError("no solver was started")


async def kept(store: Store, run: UUID) -> list[tuple[UUID, UUID]]:
    async with store.works() as work:
        return [(pair.mentor, pair.mentee) for pair in await work.drafts.to_publish(run, 0, 10_000)]


async def test_it_keeps_the_draft_that_would_be_found_here_and_tells_how_far_it_is(
    store: Store, solver: ProcessSolver
) -> None:
    claim = await a_claim(store)
    phases: list[str] = []
    found = await solver.draft(claim, lambda phase, _done, _of: phases.append(phase))
    there = await kept(store, claim.run)
    assert [] == solvers(os.getpid())
    assert found == await solve_run(claim, store.works, silently)
    assert there == await kept(store, claim.run)
    assert 2 == len(there)
    assert phases[0] == "gathering"
    assert phases[-1] == "keeping"


async def test_what_is_kept_of_a_run_gives_the_same_draft_again(store: Store, solver: ProcessSolver) -> None:
    claim = await a_claim(store, 20, 50)
    found = await solver.draft(claim, silently)
    async with store.works() as work:
        run, cohort = await work.runs.get(claim.run), await work.inputs.all(claim.run)
        again = solve(cohort, run, silently)
        assert found.inputs == await work.inputs.keep(claim.run, cohort)
    assert found.figures == again.figures
    assert await kept(store, claim.run) == [(pair.mentor, pair.mentee) for pair in again.pairs]


async def test_a_refusal_travels_with_its_facts(store: Store, solver: ProcessSolver) -> None:
    claim = await a_claim(store)
    async with store.works() as work:
        await cancel_run(claim.run, by=HR, work=work)
    with pytest.raises(ClaimLost, match=str(claim.run)):
        await solver.draft(claim, silently)
    assert [] == await kept(store, claim.run)


async def test_the_event_loop_goes_on_while_it_solves(store: Store, solver: ProcessSolver) -> None:
    solving = asyncio.create_task(solver.draft(await a_large_claim(store), silently))
    turns = 0
    began = time.monotonic()
    while not solving.done():
        await asyncio.sleep(0.01)
        turns += 1
    took = time.monotonic() - began
    assert (await solving).figures.pairs > 1000
    assert turns > took / 0.01 / 4


async def test_a_solver_that_was_killed_says_so(store: Store, solver: ProcessSolver) -> None:
    solving = asyncio.create_task(solver.draft(await a_large_claim(store), silently))
    (await the_solver_of(os.getpid())).send_signal(signal.SIGKILL)
    with pytest.raises(SolverDied):
        await solving


async def test_whoever_stops_waiting_ends_it(store: Store, solver: ProcessSolver) -> None:
    solving: asyncio.Task[Drafted] = asyncio.create_task(solver.draft(await a_large_claim(store), silently))
    await the_solver_of(os.getpid())
    solving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await solving
    assert [] == solvers(os.getpid())


async def test_it_ends_with_its_parent_even_when_that_is_killed(store: Store, address: str) -> None:
    claim = await a_large_claim(store)
    script = (
        "import asyncio, datetime, uuid\n"
        "from mentoring.matching.adapters.solver import ProcessSolver\n"
        "from mentoring.matching.domain.run import Claim\n"
        "from tests.integration.matching.test_solver import silently\n"
        f"claim = Claim(uuid.UUID({str(claim.run)!r}), uuid.UUID({str(claim.id)!r}), {claim.at!r})\n"
        f"asyncio.run(ProcessSolver({address!r}).draft(claim, silently))\n"
    )
    root = Path(__file__).parents[3]
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", script, cwd=root)
    solver = await the_solver_of(parent.pid)
    parent.kill()
    await parent.wait()
    await asyncio.to_thread(psutil.wait_procs, [solver], timeout=PATIENCE)
    assert not solver.is_running()
