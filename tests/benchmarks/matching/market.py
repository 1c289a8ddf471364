"""The made-up company that the matching rows are measured on, and a child process for each measurement."""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.terms import Rules, Weights
from tests.unit.matching.population import population

Found = dict[str, float]
Say = Callable[[str], None]
WEIGHTS: Final = Weights(
    skills=40, goals=10, transitions=5, interests=15, stage=10, function=5, location=5, zone=5, style=5
)


def strict() -> Rules:
    """Every rule of the measured programs; about a quarter of the pairs is left."""
    return Rules(overlap_minutes=10 * 60, department="different")


def company(mentees: int, mentors: int, seed: int = 1) -> Cohort:
    """A program of so many people, with exclusions."""
    people = population(mentees, mentors, seed)
    return Cohort(
        people.mentors,
        people.mentees,
        2026,
        rules=strict(),
        weights=WEIGHTS,
        barred=dict.fromkeys(people.excluded, "excluded"),
        seed=seed,
    )


def market(mentees: int, mentors: int) -> KernelMarket:
    """The same, as the engine sees it; with everything compiled."""
    warm = market_of(company(300, 100))
    warm.lists(5)
    return market_of(company(mentees, mentors))


def peers(people: int) -> Cohort:
    """So many people among themselves: everybody stands on both sides."""
    made = population(people // 2, people - people // 2)
    everybody = tuple(replace(one, places=1) for one in (*made.mentees, *made.mentors))
    return Cohort(everybody, everybody, 2026, rules=strict(), weights=WEIGHTS, kind="peer")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return float(np.median(np.array(values)))


def tell(found: Found) -> None:
    """A child's last act: its figures, and the most memory that it ever held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({**found, "memory": peak}) + "\n")


async def child(module: str, *arguments: object) -> Found:
    """Run a module of this folder in a process of its own, which tells its figures at the end.

    Raises:
        RuntimeError: it failed; the text is what it said.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        f"tests.benchmarks.matching.{module}",
        *(str(one) for one in arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        said, complained = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise RuntimeError(complained.decode())
    found: Found = json.loads(said.decode().splitlines()[-1])
    return found
