"""Groups of mentees around a mentor."""

from dataclasses import replace

import numpy as np

from mentoring.matching.domain.engine.certificate import Certificate as Proof
from mentoring.matching.domain.engine.groups import grouped
from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.pairing.apart.found import Apart, judged_pair, name_of
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.pairing.reasons.unmatched import binding


def groups(cohort: Cohort, watch: Watch) -> Apart:
    """Groups of mentees around a mentor; sizes count the mentor."""
    mentees, mentors = cohort.in_order(cohort.mentees), cohort.in_order(cohort.mentors)
    market = market_of(cohort)
    found = grouped(market, cohort.size.least - 1, cohort.size.most - 1, watch)
    arcs = zip(found.pairs.mentee.tolist(), found.pairs.mentor.tolist(), found.pairs.points.tolist(), strict=True)
    judged = [judged_pair(mentors[column], mentees[row], said, cohort) for row, column, said in arcs]
    names = {column: name_of([mentors[column].enrollment]) for column in set(found.pairs.mentor.tolist())}
    group = {
        (mentors[column].enrollment, mentees[row].enrollment): names[column]
        for row, column in zip(found.pairs.mentee.tolist(), found.pairs.mentor.tolist(), strict=True)
    }
    alone = [row for row in np.flatnonzero(market.seeks > 0).tolist() if row not in set(found.pairs.mentee.tolist())]
    spare = [column for column in np.flatnonzero(market.places > 0).tolist() if column not in names]
    tally, of_mentors = market.by_mentee(np.array(alone, np.int32)), market.by_mentor()
    without = [
        *(binding(mentees[row], "mentee", tally, row, int((market.places > 0).sum())) for row in alone),
        *(binding(mentors[column], "mentor", of_mentors, column, int((market.seeks > 0).sum())) for column in spare),
    ]
    small = tuple(replace(one, why="group-too-small") if one.why == "outbid" else one for one in without)
    return Apart(judged, small, group, Proof(found.value, found.bound))
