"""A draft brought up to date: people came, went and changed since, and each of them costs a path, not a new run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast
from uuid import UUID

import numpy as np

from mentoring.matching.domain.draft_in_hand import DraftInHand
from mentoring.matching.domain.engine.certificate import Refuted, verify
from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.market import MOST_POINTS
from mentoring.matching.domain.engine.pool import chosen_of
from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.errors.edits import NothingChanged, RunNotRefreshable
from mentoring.matching.domain.errors.runs import AuditFailed
from mentoring.matching.domain.kept_pairs import PersonPair
from mentoring.matching.domain.pairing.audit import audit
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Pair, left_without
from mentoring.matching.domain.pairing.editing import Editing
from mentoring.matching.domain.pairing.figures import Certificate, Figures
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.pairing.since import Since, bare
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.run import Run
from mentoring.matching.domain.run_edit import Marks

MOST_PENALTY: Final = MOST_POINTS


@dataclass(frozen=True, slots=True)
class Refresh:
    """What is asked: the time by which it is judged who is away, and what moving a kept pair must gain.

    ``id`` is the one under which it is logged when it is made.
    """

    id: UUID
    at: datetime
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What changed since, what it does to the draft, and all of the draft that is another then.

    ``rescored`` pairs stay, with other points or places; ``given_up`` were pinned and cannot be any more. ``found``
    and ``alone`` are mentees who have somebody now and had nobody, and the other way round. ``terms``, without people,
    and ``inputs``, the digest, are of the cohort that the draft is of then.
    """

    id: UUID
    since: Since
    terms: Cohort
    inputs: str
    before: int
    gained: tuple[Pair, ...]
    lost: tuple[PersonPair, ...]
    rescored: tuple[Pair, ...]
    given_up: tuple[PersonPair, ...]
    found: tuple[UUID, ...]
    alone: tuple[UUID, ...]
    unmatched: tuple[Unmatched, ...]
    prices: Mapping[UUID, int]
    figures: Figures

    @property
    def after(self) -> int:
        """Points in all."""
        return self.figures.total_points


def must_be_refreshable(run: Run, program: Program) -> None:
    """A draft of two sides for the highest total, of which it is kept what it was made of."""
    run.must_be_drafted()
    if run.mode != "optimum" or program.kind in {"peer", "group"} or run.inputs is None:
        raise RunNotRefreshable(mode=run.mode, kind=program.kind)


def refreshed(
    in_hand: DraftInHand, prices: Mapping[UUID, int], now: Cohort, marks: Marks, asked: Refresh, inputs: str
) -> tuple[DraftInHand, Refreshed]:
    """The draft of the cohort as it is now, from the pairs and ``prices`` that are kept; nothing is solved anew.

    Raises:
        NothingChanged: it is up to date.
        PinImpossible: a required pair of the program cannot be.
        AuditFailed: it does not stand up to its audit.
    """
    was = in_hand.editing.cohort
    since = Since.between(was, now)
    if since.nothing:
        raise NothingChanged
    # Nobody is drawn to whom a price is too low for: places that are new find their price by the path that fills them.
    known = {**prices, **dict.fromkeys(since.unpriced, MOST_POINTS)}
    best = Editing.of(now, sorted(in_hand.kept), known)
    priced = _prices(best)
    calm = replace(marks, penalty=asked.penalty)
    made = DraftInHand.upon(best, in_hand.kept, _base(best, now), calm, asked.id)
    moved = made.since_kept()
    if moved.figures is None:
        raise TypeError("a draft in hand tells its figures")
    made.figures = replace(moved.figures, seconds=in_hand.figures.seconds)
    pairs = {(mentor.person, mentee.person) for mentor, mentee, _ in made.editing.pairs}
    _audited(made, now)
    touched = {one.person for one in since.people}
    had, have = {mentee for _, mentee in in_hand.kept}, {mentee for _, mentee in pairs}
    told = Refreshed(
        asked.id,
        since,
        bare(now),
        inputs,
        before=in_hand.figures.total_points,
        gained=moved.gained,
        lost=moved.lost,
        rescored=made.pairs_of(
            pair for pair in sorted(pairs & in_hand.kept) if since.terms or not touched.isdisjoint(pair)
        ),
        given_up=tuple(sorted(marks.pinned - pairs)),
        found=tuple(sorted(have - had)),
        alone=tuple(sorted(had - have)),
        unmatched=_unmatched(made, now),
        prices=priced,
        figures=made.figures,
    )
    made.kept = pairs
    return made, told


def _prices(best: Editing) -> dict[UUID, int]:
    prices, places = best.repair.prices, best.market.places
    return {best.mentors[n].enrollment: int(prices[n]) for n in np.flatnonzero((prices > 0) & (places > 0)).tolist()}


def _base(best: Editing, now: Cohort) -> Figures:
    """Counts of the cohort, and the proof that nothing is better where nothing is done by hand."""
    free = chosen_of(best.repair.pool)
    try:
        proof = verify(best.market, free, best.repair.prices)
    except Refuted as refuted:
        raise AuditFailed(finding=str(refuted)) from None
    counted = Figures.of(
        [],
        mentees=len(now.mentees),
        mentors=len(best.mentors),
        places=sum(one.places for one in best.mentors),
        unmatched=len(now.mentees),
    )
    pinned = best.repair.total - proof.value
    return replace(counted, certificate=Certificate.of(proof, pinned=pinned, audited=len(best.repair.pairs)))


def _audited(made: DraftInHand, now: Cohort) -> None:
    """What is not pinned, again, pair by pair."""
    fixed = {
        (made.editing.mentors[column].person, made.editing.mentees[row].person)
        for row, column in made.editing.repair.pinned
    }
    free = [one for one in made.editing.pairs if (one[0].person, one[1].person) not in fixed]
    audit(free, (), now, Watch())


def _unmatched(made: DraftInHand, now: Cohort) -> tuple[Unmatched, ...]:
    editing = made.editing
    taken = {one.enrollment for mentor, mentee, _ in editing.pairs for one in (mentor, mentee)}
    market = cast("KernelMarket", editing.market)
    return left_without(now, market, editing.mentees, editing.mentors, taken)
