"""A draft that is being edited, kept in memory with everything that an edit needs."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self, cast
from uuid import UUID

import numpy as np

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.pool import copied
from mentoring.matching.domain.errors.runs import PinImpossible
from mentoring.matching.domain.kept_pairs import PersonPair
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.draft import Pair
from mentoring.matching.domain.pairing.editing import Edit, Editing
from mentoring.matching.domain.pairing.figures import Certificate, Figures, Load, groups
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched, binding
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.scoring.credit import points
from mentoring.matching.domain.run_edit import Edited, Marks


@dataclass(slots=True)
class DraftInHand:
    """``kept`` are the pairs as they are stored, ``edition`` the edit that led to them."""

    editing: Editing
    kept: set[PersonPair]
    figures: Figures
    edition: UUID | None

    @classmethod
    def of(
        cls,
        cohort: Cohort,
        kept: Iterable[PersonPair],
        prices: Mapping[UUID, int],
        figures: Figures,
        marks: Marks,
        edition: UUID | None,
    ) -> Self:
        """Taken up from what is stored; see `upon`."""
        stored = set(kept)
        return cls.upon(Editing.of(cohort, sorted(stored), prices), stored, figures, marks, edition)

    @classmethod
    def upon(
        cls, best: Editing, kept: Collection[PersonPair], figures: Figures, marks: Marks, edition: UUID | None
    ) -> Self:
        """``best`` is the draft without what was done by hand; that is done again, so that places can be freed again.

        Of several drafts that are equally good another one may come of it; it is told with the next edit. What cannot
        be done again, because somebody is no longer there, is left undone.
        """
        editing = best.calmed(kept, marks.penalty) if marks.penalty else best
        for step in (*(Edit("exclude", *pair) for pair in sorted(marks.excluded)), *marks.pins):
            with suppress(PinImpossible):
                editing.make(step)
        if marks.excluded or marks.pinned:
            editing.settle()
        return cls(editing, set(kept), figures, edition)

    def since_kept(self) -> Edited:
        """What is another than the pairs that are kept, by itself."""
        return self._done(self.editing, ())

    def try_out(self, steps: Sequence[Edit]) -> Edited:
        """What these steps would do; nothing is changed."""
        return self._done(self._on_trial(steps), steps)

    def make(self, steps: Sequence[Edit], edition: UUID) -> Edited:
        """Do it: all of it, or, where one step is refused, nothing."""
        trial = self._on_trial(steps)
        edited = self._done(trial, steps)
        self.editing = trial
        self.kept = (self.kept - {*edited.lost}) | {(pair.mentor, pair.mentee) for pair in edited.gained}
        self.figures = edited.figures or self.figures
        self.edition = edition
        return edited

    def _on_trial(self, steps: Sequence[Edit]) -> Editing:
        repair = self.editing.repair
        copy = replace(
            repair,
            pool=copied(repair.pool),
            worth=repair.worth.copy(),
            pinned=dict(repair.pinned),
            excluded=set(repair.excluded),
        )
        trial = replace(self.editing, repair=copy)
        for step in steps:
            trial.make(step)
        trial.settle()
        return trial

    def _done(self, trial: Editing, steps: Sequence[Edit]) -> Edited:
        now = {(mentor.person, mentee.person): worth for mentor, mentee, worth in trial.pairs}
        gained, lost = sorted(now.keys() - self.kept), sorted(self.kept - now.keys())
        figures = self._told(now, self._overridden(trial))
        return Edited(
            figures.total_points - self.figures.total_points,
            self.pairs_of(gained),
            tuple(lost),
            self._broken(step for step in steps if step.kind == "pin"),
            figures,
            self._alone(lost, now),
        )

    def _overridden(self, trial: Editing) -> tuple[str, ...]:
        pinned = [(trial.mentors[column].person, trial.mentees[row].person) for row, column in trial.repair.pinned]
        return self._broken(Edit("pin", *pair) for pair in pinned)

    def _people(self) -> tuple[dict[UUID, Candidate], dict[UUID, Candidate]]:
        mentors, mentees = ({one.person: one for one in side} for side in (self.editing.mentors, self.editing.mentees))
        return mentors, mentees

    def pairs_of(self, those: Iterable[PersonPair]) -> tuple[Pair, ...]:
        """These, with their points."""
        mentors, mentees = self._people()
        return tuple(
            Pair(
                mentor,
                mentee,
                mentors[mentor].enrollment,
                mentees[mentee].enrollment,
                _parts(mentors[mentor], mentees[mentee], self.editing.cohort),
            )
            for mentor, mentee in those
        )

    def _broken(self, steps: Iterable[Edit]) -> tuple[str, ...]:
        mentors, mentees = self._people()
        found = [
            str(rule)
            for step in steps
            for rule in breaches(mentors[step.mentor], mentees[step.mentee], self.editing.cohort)
        ]
        return tuple(dict.fromkeys(found))

    def _told(self, now: Mapping[PersonPair, int], broken: Collection[str]) -> Figures:
        """The bound is the one from before the edits: the gap says how far these lead away from the best."""
        mentors, mentees = self._people()
        held = Counter(mentors[mentor].enrollment for mentor, _ in now)
        of_mentee: dict[UUID, list[int]] = {}
        for (_, mentee), worth in now.items():
            of_mentee.setdefault(mentees[mentee].enrollment, []).append(worth)
        was = self.figures
        told = Figures.of(
            [*now.values()],
            mentees=was.mentees,
            mentors=was.mentors,
            places=was.places,
            unmatched=was.mentees - len(of_mentee),
        )
        everybody = self.editing.cohort.mentees
        return replace(
            told,
            certificate=_beside(was.certificate, told.total_points, broken),
            load=Load.of(self.editing.mentors, held),
            groups=groups(everybody, of_mentee),
            seconds=was.seconds,
        )

    def _alone(self, lost: Iterable[PersonPair], now: Iterable[PersonPair]) -> tuple[Unmatched, ...]:
        """Whoever was in a pair and is in none."""
        editing = self.editing
        market = cast("KernelMarket", editing.market)
        taken = {person for pair in now for person in pair}
        rows = {one.person: n for n, one in enumerate(editing.mentees)}
        columns = {one.person: n for n, one in enumerate(editing.mentors)}
        mentees = sorted({rows[mentee] for _, mentee in lost if mentee not in taken and mentee in rows})
        mentors = sorted({columns[mentor] for mentor, _ in lost if mentor not in taken and mentor in columns})
        of_mentee = market.by_mentee(np.array(mentees, np.int32))
        of_mentor = market.by_mentor() if mentors else of_mentee
        return (
            *(binding(editing.mentees[row], "mentee", of_mentee, row, len(columns)) for row in mentees),
            *(binding(editing.mentors[column], "mentor", of_mentor, column, len(rows)) for column in mentors),
        )


def _parts(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> dict[str, int]:
    return {str(code): worth for code, worth in points(mentor, mentee, cohort).items()}


def _beside(was: Certificate | None, value: int, broken: Collection[str]) -> Certificate | None:
    """Nothing is proved of a draft in which rules are overridden."""
    if was is None or broken:
        return None
    gap = max(0, was.bound - value)
    return replace(was, value=value, gap=gap, gap_percent=100 * gap / value if value else 0.0)
