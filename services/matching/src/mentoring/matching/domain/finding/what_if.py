"""What other rules or weights would come to, by a quick assignment of everybody who waits."""

from dataclasses import replace
from datetime import datetime
from typing import Final, Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.auction import auction
from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.optimum import lists_of
from mentoring.matching.domain.engine.peers.mutual import MOST_PEOPLE, MutualMarket
from mentoring.matching.domain.engine.peers.pairs import pair_up
from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.errors.runs import TooManyPeers
from mentoring.matching.domain.finding.mirror import Mirror
from mentoring.matching.domain.finding.questions import Effect, Outcome, WhatIf
from mentoring.matching.domain.finding.roster import Roster
from mentoring.matching.domain.pairing.blame import must_admit_somebody
from mentoring.matching.domain.terms import Kind

STEP: Final = 10
"""Points of a bar of the spread."""
MOST_NAMED: Final = 200
"""People who are named one by one."""


class Assignment:
    """Who would get how many points, by the auction: a little below the optimum, in a fraction of its time.

    Peers are paired up as a run pairs them, also where they will meet in circles. ``mentees`` are the slots of those
    who get somebody, once per pair that they are in.
    """

    def __init__(self, market: KernelMarket, kind: Kind) -> None:
        if kind == "peer":
            must_be_few_peers(len(market.places))
            both = MutualMarket(market.grid(), market.places.copy())
            pairs = pair_up(both, exact=0).pairs
            self.mentees, self.points = np.concatenate([pairs.one, pairs.other]), pairs.points
        else:
            columns = lists_of(market, Watch())
            chosen = auction(columns, market.seeks, market.places).chosen
            self.mentees, self.points = columns.arcs.mentee[chosen], columns.arcs.points[chosen]
        self.outcome = self._outcome(market)

    def _outcome(self, market: KernelMarket) -> Outcome:
        points: NDArray[np.int32] = self.points
        waiting = int((market.seeks > 0).sum())
        bars = np.bincount((np.maximum(points, 1) - 1) // STEP, minlength=100 // STEP)
        return Outcome(
            mentees=waiting,
            mentors=int((market.places > 0).sum()),
            places=int(market.places.sum()),
            pairs=len(points),
            total=int(points.sum()),
            lowest=int(points.min()) if len(points) else 0,
            median=float(np.median(points)) if len(points) else 0.0,
            spread=tuple(bars.tolist()),
            unmatched=waiting - len(np.unique(self.mentees)),
        )

    def beyond(self, other: Self, roster: Roster) -> tuple[UUID, ...]:
        """The first of those who get somebody here and nobody in the other assignment."""
        return _people(np.setdiff1d(self.mentees, other.mentees), roster)

    def without(self, roster: Roster) -> tuple[UUID, ...]:
        """The first of those who wait and get nobody."""
        return _people(np.setdiff1d(np.flatnonzero(roster.market.seeks > 0), self.mentees), roster)


def must_be_few_peers(people: int) -> None:
    """All pairs of peers are held at once."""
    if people > MOST_PEOPLE:
        raise TooManyPeers(people=people, most=MOST_PEOPLE)


def what_if(mirror: Mirror, asked: WhatIf, at: datetime) -> Effect:
    """Beside what the present terms come to; nothing is changed by it. Rules that admit nobody are named instead."""
    roster = mirror.roster(asked.program)
    program = roster.program
    program.must_be_run_by(asked.by)
    program.must_be_open(at)
    changed = replace(
        program,
        rules=program.rules if asked.rules is None else asked.rules,
        weights=program.weights if asked.weights is None else asked.weights,
    )
    terms = roster.terms(changed)
    must_admit_somebody(terms)
    present, other = Assignment(roster.market, program.kind), Assignment(terms, program.kind)
    return Effect(
        present.outcome,
        other.outcome,
        gained=other.beyond(present, roster),
        lost=present.beyond(other, roster),
        without=other.without(roster),
    )


def _people(slots: NDArray[np.integer], roster: Roster) -> tuple[UUID, ...]:
    seats = (roster.store.mentees.enrollments[slot] for slot in slots[:MOST_NAMED])
    return tuple(roster.places[seat].person for seat in seats if seat is not None)
