"""The solver in its own process: the same draft, nobody kept waiting, and no process left behind."""

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
from mentoring.matching.domain.errors.runs import AuditFailed
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import draft
from tests.unit.matching.builders import ANA, BEN, CLEO, a_candidate, a_cohort

PATIENCE = 30.0


def a_small_cohort() -> Cohort:
    return a_cohort([a_candidate(ANA, skills={"sql": 4})], [a_candidate(BEN, skills={"sql": 5}), a_candidate(CLEO)])


def a_large_cohort(size: int = 1500) -> Cohort:
    """Takes a second or more to solve."""
    return a_cohort(
        [a_candidate(UUID(int=number), places=2, skills={f"s{number % 40}": 4}) for number in range(1, size)],
        [a_candidate(UUID(int=size + number), skills={f"s{number % 40}": 5}) for number in range(1, size)],
    )


def solvers(parent: int) -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process(parent).children()
        if any(part == "mentoring.matching.adapters.solver" for part in child.cmdline())
    ]


async def the_solver_of(parent: int) -> psutil.Process:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := solvers(parent):
            return found[0]
        await asyncio.sleep(0.01)
    raise AssertionError("no solver was started")


async def test_it_finds_the_same_draft() -> None:
    cohort = a_small_cohort()
    assert draft(cohort) == await ProcessSolver().draft(cohort)
    assert [] == solvers(os.getpid())


async def test_a_refusal_travels_with_its_facts() -> None:
    twice = a_candidate(ANA)
    with pytest.raises(AuditFailed, match="more pairs than places"):
        await ProcessSolver().draft(a_cohort([twice, twice], [a_candidate(BEN), a_candidate(CLEO)]))


async def test_the_event_loop_goes_on_while_it_solves() -> None:
    solving = asyncio.create_task(ProcessSolver().draft(a_large_cohort()))
    turns = 0
    began = time.monotonic()
    while not solving.done():
        await asyncio.sleep(0.01)
        turns += 1
    took = time.monotonic() - began
    assert (await solving).figures.pairs > 1000
    assert turns > took / 0.01 / 4


async def test_a_solver_that_was_killed_says_so() -> None:
    solving = asyncio.create_task(ProcessSolver().draft(a_large_cohort()))
    (await the_solver_of(os.getpid())).send_signal(signal.SIGKILL)
    with pytest.raises(SolverDied):
        await solving


async def test_whoever_stops_waiting_ends_it() -> None:
    solving = asyncio.create_task(ProcessSolver().draft(a_large_cohort()))
    await the_solver_of(os.getpid())
    solving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await solving
    assert [] == solvers(os.getpid())


async def test_it_ends_with_its_parent_even_when_that_is_killed() -> None:
    script = (
        "import asyncio\n"
        "from mentoring.matching.adapters.solver import ProcessSolver\n"
        "from tests.integration.matching.test_solver import a_large_cohort\n"
        "asyncio.run(ProcessSolver().draft(a_large_cohort(4000)))\n"
    )
    root = Path(__file__).parents[3]
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", script, cwd=root)
    solver = await the_solver_of(parent.pid)
    parent.kill()
    await parent.wait()
    await asyncio.to_thread(psutil.wait_procs, [solver], timeout=PATIENCE)
    assert not solver.is_running()
