"""Match runs and drafts, in memory."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from mentoring.matching.adapters.postgres.inputs import digest_of
from mentoring.matching.domain.errors.runs import RunUnknown
from mentoring.matching.domain.kept_pairs import KeptPairs
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.draft import Draft, Pair
from mentoring.matching.domain.pairing.drafted import DraftedPair
from mentoring.matching.domain.pairing.since import Since
from mentoring.matching.domain.run import Run
from mentoring.matching.domain.run_edit import AskedEdit, Edited, RunEdit
from mentoring.matching.domain.run_refresh import Refreshed
from tests.unit.matching.memory.store import KeptDraft, Memory


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


class MemoryKept:
    """See `ports.Kept`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, program: UUID) -> KeptPairs:
        return self._memory.kept.get(program, KeptPairs())

    async def save(self, program: UUID, pairs: KeptPairs) -> None:
        self._memory.kept[program] = pairs

    async def forget(self, people: Collection[UUID]) -> None:
        for program, kept in self._memory.kept.items():
            left = [
                frozenset(pair for pair in pairs if not {*people} & {*pair}) for pairs in (kept.excluded, kept.required)
            ]
            self._memory.kept[program] = KeptPairs(*left)


class MemoryInputs:
    """See `ports.Inputs`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def keep(self, run: UUID, cohort: Cohort) -> str:
        self._memory.inputs[run] = cohort
        return digest_of(cohort)

    async def digest(self, run: UUID) -> str:
        return digest_of(await self.all(run))

    async def change(self, run: UUID, terms: Cohort, since: Since) -> None:
        was = await self.all(run)
        sides: dict[str, Any] = {}
        for side in ("mentor", "mentee"):
            gone = {*since.dropped[side], *(one.enrollment for one in since.put[side])}
            kept = (one for one in getattr(was, f"{side}s") if one.enrollment not in gone)
            sides[f"{side}s"] = (*kept, *since.put[side])
        barred = {pair: bar for pair, bar in was.barred.items() if pair not in since.lifted} | dict(since.barred)
        self._memory.inputs[run] = replace(terms, barred=barred, **sides)

    async def all(self, run: UUID) -> Cohort:
        return self._memory.inputs.get(run, Cohort((), (), 1970))

    async def of(self, run: UUID, people: Collection[UUID]) -> Cohort:
        return _only(await self.all(run), lambda one: one.person in people, barred={})

    async def drop_forgotten(self, run: UUID) -> int:
        kept = await self.all(run)
        there = _only(
            kept,
            lambda one: (
                one.person in self._memory.people and (not one.shown or one.person in self._memory.participants)
            ),
        )
        self._memory.inputs[run] = there
        return len(kept.mentors) + len(kept.mentees) - len(there.mentors) - len(there.mentees)

    async def drop(self, run: UUID) -> None:
        self._memory.inputs.pop(run, None)

    async def forget(self, people: Collection[UUID]) -> None:
        for run, kept in self._memory.inputs.items():
            self._memory.inputs[run] = _only(kept, lambda one: one.person not in people)


def _only(kept: Cohort, wanted: Callable[[Candidate], bool], **changed: Any) -> Cohort:
    mentors, mentees = (tuple(one for one in side if wanted(one)) for side in (kept.mentors, kept.mentees))
    return replace(kept, mentors=mentors, mentees=mentees, **changed)


class MemoryEdits:
    """See `ports.Edits`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, run: UUID) -> Sequence[RunEdit]:
        return list(self._memory.edits.get(run, []))

    async def add(self, run: UUID, edit: RunEdit) -> None:
        self._memory.edits.setdefault(run, []).append(edit)

    async def forget(self, people: Collection[UUID]) -> None:
        for run, log in self._memory.edits.items():
            self._memory.edits[run] = [
                replace(one, asked=replace(one.asked, why=""))
                if isinstance(one.asked, AskedEdit)
                and {one.asked.mentor, one.asked.mentee, one.asked.instead} & {*people}
                else one
                for one in log
            ]


def _ranked(pairs: Iterable[Pair], first: int) -> list[DraftedPair]:
    return [
        DraftedPair(
            rank, pair.mentor, pair.mentee, pair.mentor_enrollment, pair.mentee_enrollment, dict(pair.parts), pair.group
        )
        for rank, pair in enumerate(pairs, start=first)
    ]


class MemoryDrafts:
    """See `ports.Drafts`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def keep(self, run: UUID, draft: Draft) -> None:
        pairs = _ranked(draft.pairs, 1)
        self._memory.drafts[run] = KeptDraft(pairs, list(draft.unmatched), dict(draft.prices))

    async def prices(self, run: UUID) -> Mapping[UUID, int]:
        return self._memory.drafts[run].prices if run in self._memory.drafts else {}

    async def to_publish(self, run: UUID, after: int, most: int) -> Sequence[DraftedPair]:
        return sorted((one for one in self.pairs(run) if one.rank > after), key=lambda one: one.rank)[:most]

    async def mentors_of(self, run: UUID, mentee: UUID) -> Sequence[UUID]:
        return [one.mentor for one in self.pairs(run) if one.mentee == mentee]

    async def change(self, run: UUID, edited: Edited) -> None:
        draft = self._memory.drafts[run]
        draft.pairs = [one for one in draft.pairs if (one.mentor, one.mentee) not in edited.lost]
        last = max((one.rank for one in draft.pairs), default=0)
        draft.pairs += _ranked(edited.gained, last + 1)
        found = {place for pair in edited.gained for place in (pair.mentor_enrollment, pair.mentee_enrollment)}
        alone = {one.enrollment for one in edited.alone}
        draft.unmatched = [one for one in draft.unmatched if one.enrollment not in found | alone]
        draft.unmatched += edited.alone

    async def renew(self, run: UUID, refreshed: Refreshed) -> None:
        draft = self._memory.drafts[run]
        dropped = {*refreshed.lost, *((pair.mentor, pair.mentee) for pair in refreshed.rescored)}
        draft.pairs = [one for one in draft.pairs if (one.mentor, one.mentee) not in dropped]
        last = max((one.rank for one in draft.pairs), default=0)
        draft.pairs += _ranked([*refreshed.gained, *refreshed.rescored], last + 1)
        draft.unmatched, draft.prices = list(refreshed.unmatched), dict(refreshed.prices)

    async def drop(self, run: UUID) -> None:
        self._memory.drafts.pop(run, None)

    def pairs(self, run: UUID) -> Sequence[DraftedPair]:
        return self._memory.drafts[run].pairs if run in self._memory.drafts else []
