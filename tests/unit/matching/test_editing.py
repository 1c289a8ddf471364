"""What an edit by hand costs is what it then does, and the rest stays the best it can be."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching.domain.errors.runs import PinImpossible
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import draft
from mentoring.matching.domain.pairing.editing import Cost, Edit, Editing
from mentoring.matching.domain.pairing.rules import breaches
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, a_candidate, a_cohort
from tests.unit.matching.cohorts import TWO_SIDED, cohorts


def taken_up(cohort: Cohort) -> Editing:
    found = draft(cohort)
    return Editing.of(cohort, [(pair.mentor, pair.mentee) for pair in found.pairs], found.prices)


def together(editing: Editing) -> set[tuple[UUID, UUID]]:
    return {(mentor.person, mentee.person) for mentor, mentee, _ in editing.pairs}


@given(cohorts(most=4, kinds=TWO_SIDED), st.data())
@settings(max_examples=30, deadline=None)
def test_after_any_edits_it_is_what_a_new_run_would_draft(cohort: Cohort, data: st.DataObject) -> None:
    editing = taken_up(cohort)
    assert editing.repair.total == draft(cohort).figures.total_points
    possible = [
        (mentor.person, mentee.person)
        for mentor in editing.mentors
        for mentee in editing.mentees
        if not breaches(mentor, mentee, cohort)
    ]
    if not possible:
        return
    edited = cohort
    for _ in range(3):
        pair = data.draw(st.sampled_from(possible))
        kind = data.draw(st.sampled_from(["pin", "exclude"]))
        if pair in edited.pinned or pair in edited.barred:
            continue
        edit = Edit("pin" if kind == "pin" else "exclude", *pair)
        had = together(editing)
        try:
            asked = editing.cost_of(edit)
        except PinImpossible:
            continue
        assert had == together(editing)
        made = editing.make(edit)
        assert (asked.points, {*asked.gained}) == (made.points, together(editing) - had)
        if kind == "pin":
            edited = replace(edited, pinned=(*edited.pinned, pair))
        else:
            edited = replace(edited, barred={**edited.barred, pair: "excluded"})
        assert editing.repair.total == draft(edited).figures.total_points


def test_a_swap_by_hand_is_two_pins_and_is_told_with_its_price() -> None:
    mentors = [a_candidate(ANA, skills={"sql": 5}), a_candidate(DAN, skills={"go": 5})]
    mentees = [a_candidate(BEN, skills={"sql": 5}), a_candidate(CLEO, skills={"go": 5})]
    editing = taken_up(a_cohort(mentors, mentees))
    assert {(ANA, BEN), (DAN, CLEO)} == together(editing)
    cost = editing.cost_of(Edit("pin", ANA, CLEO), Edit("pin", DAN, BEN))
    assert cost.points < 0
    assert ({(ANA, CLEO), (DAN, BEN)}, {(ANA, BEN), (DAN, CLEO)}) == ({*cost.gained}, {*cost.lost})
    editing.make(Edit("pin", ANA, CLEO))
    assert {(ANA, CLEO), (DAN, BEN)} == together(editing)
    assert Cost(-cost.points, cost.lost, cost.gained) == _sorted(editing.make(Edit("unpin", ANA, CLEO)), like=cost)


def _sorted(made: Cost, like: Cost) -> Cost:
    return Cost(made.points, tuple(one for one in like.lost if one in made.gained), tuple(like.gained))


def test_a_rule_is_broken_by_hand_only_by_an_override() -> None:
    cohort = a_cohort([a_candidate(ANA)], [a_candidate(BEN, chain=frozenset({ANA})), a_candidate(CLEO)])
    editing = taken_up(cohort)
    with pytest.raises(PinImpossible, match="reporting-line"):
        editing.cost_of(Edit("pin", ANA, BEN))
    editing.make(Edit("pin", ANA, BEN, override=True))
    assert {(ANA, BEN)} == together(editing)
    editing.make(Edit("unpin", ANA, BEN))
    assert {(ANA, CLEO)} == together(editing)
    with pytest.raises(PinImpossible, match="not-enrolled"):
        editing.cost_of(Edit("pin", ANA, DAN))
