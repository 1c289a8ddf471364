"""A run is made again from what was kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from mentoring.matching.domain.errors.runs import (
    EngineChanged,
    InputsIncomplete,
    NotReproduced,
    RunNotDrafted,
    RunRefreshed,
)
from mentoring.matching.domain.kept_pairs import PersonPair
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.run import Phase, Run, RunId
from mentoring.matching.domain.run_edit import AskedRefresh, RunEdit
from mentoring.matching.ports import Work
from mentoring.matching.usecases.runs.solve_run import ENGINE, solve

ALL: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Recalled:
    """A run with all that it was made of, and the pairs of its draft before anybody changed one by hand."""

    run: Run
    cohort: Cohort
    pairs: frozenset[PersonPair]
    points: int


@dataclass(frozen=True, slots=True)
class Reproduction:
    """The same inputs gave the same draft: whole points, and pairs."""

    run: RunId
    inputs: str
    engine: str
    points: int
    pairs: int

    @classmethod
    def of(cls, recalled: Recalled) -> Self:
        """Solve it again. Takes as long as the run did.

        Raises:
            NotReproduced: another draft came of the same inputs.
        """
        run = recalled.run
        draft = solve(recalled.cohort, run, _silent)
        found = {(pair.mentor, pair.mentee) for pair in draft.pairs}
        points = draft.figures.total_points
        if found != recalled.pairs or points != recalled.points:
            other = len(found - recalled.pairs)
            raise NotReproduced(run=run.id, found=points, pairs=len(found), told=recalled.points, other=other)
        return cls(run.id, run.inputs or "", run.engine or "", points, len(found))


async def recall_run(run_id: RunId, work: Work) -> Recalled:
    """Nothing may be missing of the inputs, and the rules and the solver must be of the version that made it."""
    run = await work.runs.get(run_id)
    if run.figures is None or run.inputs is None:
        raise RunNotDrafted(state=run.state)
    if await work.inputs.digest(run_id) != run.inputs:
        raise InputsIncomplete(run=run_id)
    if run.engine != ENGINE:
        raise EngineChanged(run=run_id, then=run.engine, now=ENGINE)
    log = await work.edits.of(run_id)
    if any(isinstance(edit.asked, AskedRefresh) for edit in log):
        raise RunRefreshed(run=run_id)
    kept = {(pair.mentor, pair.mentee) for pair in await work.drafts.to_publish(run_id, 0, ALL)}
    points = run.figures.total_points - sum(edit.points for edit in log)
    return Recalled(run, await work.inputs.all(run_id), _before(kept, log), points)


def _before(pairs: set[PersonPair], log: Sequence[RunEdit]) -> frozenset[PersonPair]:
    """The draft's pairs, with everything undone that was done by hand."""
    for edit in reversed(log):
        pairs = (pairs - {*edit.gained}) | {*edit.lost}
    return frozenset(pairs)


def _silent(_phase: Phase, _done: int, _of: int) -> None:
    pass
