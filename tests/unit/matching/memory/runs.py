"""Match runs and drafts, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from mentoring.matching.domain.errors.runs import RunUnknown
from mentoring.matching.domain.pairing.draft import Draft, Pair
from mentoring.matching.domain.run import Run
from tests.unit.matching.memory.store import Memory


class MemoryRuns:
    """See `ports.Runs`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, run: Run) -> None:
        self._memory.runs[run.id] = run

    async def get(self, run: UUID) -> Run:
        if run not in self._memory.runs:
            raise RunUnknown(run=run)
        return self._memory.runs[run]

    async def hold(self, run: UUID) -> Run:
        return await self.get(run)

    async def save(self, run: Run) -> None:
        self._memory.runs[run.id] = run

    async def under_way(self, program: UUID) -> Run | None:
        found = [run for run in self._memory.runs.values() if (run.program, run.state) == (program, "started")]
        return found[0] if found else None

    async def hold_unclaimed(self, at: datetime) -> Run | None:
        found = [
            run
            for run in self._memory.runs.values()
            if run.state == "started" and (run.claimed_until is None or run.claimed_until <= at)
        ]
        return min(found, key=lambda run: run.id, default=None)

    async def hold_in_publication(self) -> Run | None:
        found = [run for run in self._memory.runs.values() if run.state == "drafted" and run.publication is not None]
        return min(found, key=lambda run: run.id, default=None)


class MemoryDrafts:
    """See `ports.Drafts`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def keep(self, run: UUID, draft: Draft) -> None:
        self._memory.drafts[run] = draft

    async def to_publish(self, run: UUID, after: int, most: int) -> Sequence[tuple[int, Pair]]:
        ranked = enumerate(self._memory.drafts[run].pairs, start=1)
        bare = [(rank, replace(pair, explanation=pair.explanation.without_words())) for rank, pair in ranked]
        return bare[after : after + most]

    async def drop(self, run: UUID) -> None:
        self._memory.drafts.pop(run, None)

    async def forget(self, people: Collection[UUID]) -> None:
        for run, draft in self._memory.drafts.items():
            pairs = tuple(
                replace(pair, explanation=pair.explanation.without_words())
                if {pair.mentor, pair.mentee} & set(people)
                else pair
                for pair in draft.pairs
            )
            self._memory.drafts[run] = replace(draft, pairs=pairs)
