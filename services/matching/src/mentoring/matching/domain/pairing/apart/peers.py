"""Peers: pairs, or circles where the program wants more than two."""

from collections.abc import Sequence
from itertools import combinations
from typing import cast

import numpy as np

from mentoring.matching.domain.engine.certificate import Certificate as Proof
from mentoring.matching.domain.engine.circles.circles import circles_of
from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.peers.mutual import MOST_PEOPLE, MutualMarket
from mentoring.matching.domain.engine.peers.pairs import pair_up
from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.errors.runs import TooManyPeers
from mentoring.matching.domain.pairing.apart.found import (
    Apart,
    agreed,
    bound,
    judged_peers,
    must_keep_rules,
    name_of,
    people_of,
    told,
)
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.pairing.reasons.unmatched import Why
from mentoring.matching.domain.pairing.scoring.mutual import Seen, mutual


def peers(cohort: Cohort, watch: Watch) -> Apart:
    """Pairs of peers, proved, or circles where the program wants more than two; everybody of the cohort takes part."""
    if len(cohort.mentees) > MOST_PEOPLE:
        raise TooManyPeers(people=len(cohort.mentees), most=MOST_PEOPLE)
    people, market = people_of(cohort), market_of(cohort)
    both = MutualMarket(market.grid(), market.places.copy(), cohort.seed)
    if cohort.size.most > 2:  # noqa: PLR2004 - two make a pair
        return _circles(cohort, people, market, both, watch)
    found = pair_up(both, watch)
    ends = zip(found.pairs.one.tolist(), found.pairs.other.tolist(), found.pairs.points.tolist(), strict=True)
    judged = [judged_peers(people[one], people[other], said, cohort) for one, other, said in ends]
    alone = np.flatnonzero((both.places > 0) & ~np.isin(np.arange(len(people)), [found.pairs.one, found.pairs.other]))
    return Apart(judged, bound(people, market, alone.tolist()), proof=Proof(found.value, found.bound))


def _circles(cohort: Cohort, people: Sequence[Seen], market: KernelMarket, both: MutualMarket, watch: Watch) -> Apart:
    found = circles_of(both, both.matrix, max(3, cohort.size.least), cohort.size.most, cohort.seed, watch)
    judged, group = [], {}
    for circle in found.circles:
        for one, other in combinations(circle.members, 2):
            must_keep_rules(people[one], people[other], cohort)
        host, *others = circle.members
        name = name_of(people[one][1].enrollment for one in circle.members)
        for one in others:
            said = int(both.matrix[host, one])
            parts = agreed(mutual(people[host], people[one], cohort), said, people[host], people[one])
            judged.append((people[host][0], people[one][1], parts))
            group[people[host][0].enrollment, people[one][1].enrollment] = name
    rules = [one for one, why in found.without.items() if why == "too-few-partners"]
    ruled_out = {one.enrollment: one for one in bound(people, market, rules)}
    without = []
    for number, why in found.without.items():
        person = people[number][1]
        reason = ruled_out.get(person.enrollment)
        # Whoever has nobody at all is told of the rule; whoever has too few, that they are too few.
        ruled = reason is not None and not reason.facts.get("admissible")
        without.append(reason if reason is not None and ruled else told(person, "peer", cast("Why", f"circle-{why}")))
    return Apart(judged, tuple(without), group)
