"""Drafts of peers, circles, groups and chance meetings: each pair keeps the rules, each person is in or told why."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from uuid import UUID

import pytest

from mentoring.matching.domain.errors.runs import PinImpossible
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.draft import Draft, draft
from mentoring.matching.domain.pairing.reasons import verdicts
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.scoring.credit import points
from mentoring.matching.domain.pairing.standing import standing
from mentoring.matching.domain.terms import GroupSize
from tests.unit.matching.population import population


def peers(people: int, size: GroupSize | None = None, seed: int = 1) -> Cohort:
    made = population(people // 2, people - people // 2, seed)
    everybody = [replace(one, places=1) for one in (*made.mentees, *made.mentors)]
    # As mentors they offer something else than they want as mentees.
    offering = [replace(one, skills=other.skills) for one, other in zip(everybody, reversed(everybody), strict=True)]
    return Cohort(tuple(offering), tuple(everybody), 2026, kind="peer", seed=seed, size=size or GroupSize())


def seen(cohort: Cohort, person: UUID) -> tuple[Candidate, Candidate]:
    one = {who.person: who for who in cohort.mentors}[person]
    return one, {who.person: who for who in cohort.mentees}[person]


def total(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> int:
    return sum(points(mentor, mentee, cohort).values())


def told_of(found: Draft) -> Counter[UUID]:
    """How often each person is in a pair or told why not."""
    paired = [one for pair in found.pairs for one in (pair.mentor_enrollment, pair.mentee_enrollment)]
    return Counter([*set(paired), *(one.enrollment for one in found.unmatched)])


def test_peers_are_paired_by_half_of_what_both_give_and_the_one_who_gives_more_is_the_mentor() -> None:
    cohort = peers(61)
    found = draft(cohort)
    assert set(told_of(found).values()) == {1}
    assert len(told_of(found)) == 61
    for pair in found.pairs:
        one, other = seen(cohort, pair.mentor), seen(cohort, pair.mentee)
        there, back = total(one[0], other[1], cohort), total(other[0], one[1], cohort)
        assert pair.points == (there + back) // 2
        assert there >= back
        assert not breaches(one[0], other[1], cohort)
    certificate = found.figures.certificate
    assert certificate is not None
    assert certificate.value == certificate.bound == found.figures.total_points


def test_required_peers_stay_together_and_nobody_else_gets_them() -> None:
    cohort = peers(40)
    free = draft(cohort)
    first, second = free.pairs[0], free.pairs[1]
    pin = (first.mentor, second.mentee)
    found = draft(replace(cohort, pinned=(pin,)), overridden=[pin])
    assert [pair for pair in found.pairs if {pair.mentor, pair.mentee} & set(pin)] == [
        pair for pair in found.pairs if (pair.mentor, pair.mentee) == pin
    ]
    assert set(told_of(found).values()) == {1}


@pytest.mark.parametrize(("people", "least", "most"), [(11, 3, 4), (80, 4, 6)])
def test_a_circle_is_pairs_of_its_host_that_share_a_group(people: int, least: int, most: int) -> None:
    cohort = peers(people, GroupSize(least, most))
    found = draft(cohort)
    circles = defaultdict(list)
    for pair in found.pairs:
        circles[pair.group].append(pair)
    assert None not in circles
    assert set(told_of(found).values()) == {1}
    for pairs in circles.values():
        assert len({pair.mentor for pair in pairs}) == 1
        members = [pairs[0].mentor, *(pair.mentee for pair in pairs)]
        assert least <= len(set(members)) == len(members) <= most
        for one in members:
            for other in members:
                assert one == other or not breaches(seen(cohort, one)[0], seen(cohort, other)[1], cohort)
    assert all(verdicts.binding(one) for one in found.unmatched)
    with pytest.raises(PinImpossible):
        draft(replace(cohort, pinned=((found.pairs[0].mentor, found.pairs[0].mentee),)))


def test_a_group_has_one_mentor_and_is_never_below_its_least_size() -> None:
    made = population(60, 20)
    cohort = Cohort(made.mentors, made.mentees, 2026, kind="group", size=GroupSize(4, 7))
    found = draft(cohort)
    sizes = Counter(pair.mentor_enrollment for pair in found.pairs)
    places = {one.enrollment: one.places for one in cohort.mentors}
    assert sizes
    assert all(3 <= size <= min(6, places[mentor]) for mentor, size in sizes.items())
    assert len({pair.group for pair in found.pairs}) == len(sizes)
    assert len({pair.mentee for pair in found.pairs}) == len(found.pairs)
    assert set(told_of(found).values()) == {1}
    assert len(told_of(found)) == 80


@pytest.mark.parametrize("kind", ["peer", "informal"])
def test_rounds_of_roulette_never_repeat_a_pair_until_everybody_has_met_everybody(kind: str) -> None:
    if kind == "peer":
        cohort = peers(9)
    else:
        made = population(8, 5)
        cohort = Cohort(made.mentors, made.mentees, 2026, kind="informal")
    met: list[frozenset[UUID]] = []
    found = draft(replace(cohort, seed=60), mode="roulette")
    while found.pairs:
        met += [frozenset((pair.mentor, pair.mentee)) for pair in found.pairs]
        assert set(told_of(found).values()) == {1}
        cohort = replace(
            cohort,
            barred={**cohort.barred, **{(pair.mentor, pair.mentee): "paired" for pair in found.pairs}},
        )
        found = draft(replace(cohort, seed=len(met)), mode="roulette")
    assert len(met) == len(set(met)) > 0
    bare = replace(cohort, barred={})
    able = {
        frozenset((one.person, other.person))
        for one in cohort.mentors
        for other in cohort.mentees
        if not breaches(one, other, bare)
    }
    assert set(met) == able
    assert {one.why for one in found.unmatched} <= {"met-everybody", "nobody-admissible"}
    assert all(verdicts.binding(one) for one in found.unmatched)


def test_pairs_of_a_circle_follow_each_other_and_take_one_place_of_their_host() -> None:
    cohort = peers(40, GroupSize(4, 5))
    found = draft(cohort)
    groups = [pair.group for pair in found.pairs]
    changes = [group for before, group in pairwise([None, *groups]) if group != before]
    assert len(changes) == len(set(groups))
    assert standing(found.pairs, cohort).pairs == found.pairs
    # Without the circles each pair would need a place of its own.
    single = [replace(pair, group=None) for pair in found.pairs]
    assert len(standing(single, cohort).pairs) == len(set(groups))
