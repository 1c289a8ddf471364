"""Roulette: a round of chance meetings that repeats none."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.roulette.draw import Round, draw_among, draw_between
from mentoring.matching.domain.engine.roulette.hat import Admits, Hat
from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.enrollment import Place
from mentoring.matching.domain.pairing.apart.found import Apart, judged_pair, judged_peers, people_of, told
from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched, Why

MET: Final[frozenset[Bar]] = frozenset({"paired", "paired-elsewhere", "together", "proposed"})
"""What says that two have met, so that no later round draws them again."""
BROKEN: Final = 128
MOST_PAIRS: Final = 1_000_000_000
"""Pairs that are looked at once and kept, a byte each. Of more, each is asked for, and needs a point."""


def meetings(cohort: Cohort, watch: Watch) -> Apart:
    """As many pairs as can be, by lot, none of two who met before; a pair may have no points."""
    watch.enter("draw")
    met = {pair for pair, bar in cohort.barred.items() if bar in MET}
    fresh = replace(cohort, barred={pair: bar for pair, bar in cohort.barred.items() if pair not in met})
    mentees, mentors = cohort.in_order(cohort.mentees), cohort.in_order(cohort.mentors)
    market, among = market_of(fresh), cohort.kind == "peer"
    rows = {one.person: row for row, one in enumerate(mentees)}
    columns = {one.person: column for column, one in enumerate(mentors)}
    known = [(rows[mentee], columns[mentor]) for mentor, mentee in met if mentee in rows and mentor in columns]
    before = np.array(known, np.int64).reshape(-1, 2)
    hat = Hat(_admits(market, among=among), len(mentees), len(mentors), before, one_sided=among)
    if among:
        people, drawn = people_of(cohort), draw_among(hat, cohort.seed)
        judged = [judged_peers(people[one], people[other], None, fresh) for one, other in drawn.pairs.tolist()]
        return Apart(judged, _over("peer", mentees, drawn, 0, drawn.pairs.ravel()))
    drawn = draw_between(hat, market.seeks.copy(), market.places.copy(), cohort.seed)
    return Apart(
        [judged_pair(mentors[column], mentees[row], None, fresh) for row, column in drawn.pairs.tolist()],
        (
            *_over("mentee", mentees, drawn, 0, drawn.pairs[:, 0]),
            *_over("mentor", mentors, drawn, 1, drawn.pairs[:, 1]),
        ),
    )


def _admits(market: KernelMarket, *, among: bool) -> Admits:
    if not among and len(market.seeks) * len(market.places) > MOST_PAIRS:
        return lambda row, column: np.asarray(market.points(row, column) > 0, np.bool_)
    able = market.grid() < BROKEN
    if among:
        able &= able.T
    return lambda row, column: able[row, column]


def _over(
    place: Place, side: Sequence[Candidate], drawn: Round, at: int, paired: NDArray[np.int64]
) -> tuple[Unmatched, ...]:
    """Who of a side has nobody in this round, and why."""
    met, nobody, taken = set(drawn.met_all[at].tolist()), set(drawn.nobody[at].tolist()), set(paired.tolist())

    def why(number: int) -> Why:
        return "met-everybody" if number in met else "nobody-admissible" if number in nobody else "stays-over"

    return tuple(
        told(one, place, why(number)) for number, one in enumerate(side) if one.takes_part and number not in taken
    )
