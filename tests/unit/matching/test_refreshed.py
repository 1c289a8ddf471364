"""A draft brought up to date is what a new run would draft, by paths alone; a penalty keeps it calm."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching.domain.draft_in_hand import DraftInHand
from mentoring.matching.domain.errors.edits import NothingChanged
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.draft import Draft, draft
from mentoring.matching.domain.pairing.proving import prove
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.since import Since
from mentoring.matching.domain.run_edit import Marks
from mentoring.matching.domain.run_refresh import Refresh, Refreshed, refreshed
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, a_candidate, a_cohort
from tests.unit.matching.cohorts import TWO_SIDED, cohorts

Pairs = set[tuple[UUID, UUID]]
ID = UUID(int=77)


def in_hand(cohort: Cohort, found: Draft, marks: Marks) -> DraftInHand:
    """As it is taken up, with what was done by hand kept too."""
    kept = {(pair.mentor, pair.mentee) for pair in found.pairs}
    first = DraftInHand.of(cohort, kept, found.prices, found.figures, marks, None)
    edited = first.since_kept()
    assert edited.figures is not None
    first.kept = (kept - {*edited.lost}) | {(pair.mentor, pair.mentee) for pair in edited.gained}
    first.figures = edited.figures
    return first


def renewed(
    cohort: Cohort, now: Cohort, marks: Marks | None = None, penalty: int = 0
) -> tuple[Pairs, Pairs, Refreshed]:
    """The pairs before and after, and what is told."""
    found, marks = draft(cohort), marks or Marks()
    held = in_hand(cohort, found, marks)
    before = set(held.kept)
    asked = Refresh(ID, datetime(2026, 3, 2, tzinfo=UTC), penalty)
    made, told = refreshed(held, found.prices, now, marks, asked, "digest")
    assert made.edition == ID
    assert made.kept == (before - {*told.lost}) | {(pair.mentor, pair.mentee) for pair in told.gained}
    return before, made.kept, told


def enrollments(cohort: Cohort, pairs: Collection[tuple[UUID, UUID]]) -> Iterable[tuple[UUID, UUID, int]]:
    mentors, mentees = ({one.person: one for one in side} for side in (cohort.mentors, cohort.mentees))
    worth = {(pair.mentor, pair.mentee): pair.points for pair in draft(cohort).pairs}
    return ((mentors[a].enrollment, mentees[b].enrollment, worth.get((a, b), 0)) for a, b in pairs)


@given(cohorts(most=5, kinds=TWO_SIDED), cohorts(most=5, kinds=TWO_SIDED), st.data())
@settings(max_examples=30, deadline=None)
def test_it_is_worth_what_a_new_run_over_those_now_there_is_worth(
    was: Cohort, other: Cohort, data: st.DataObject
) -> None:
    """People come, go, are away, are back, are freed, are filled and change; so do bars, and sometimes the terms."""
    same_terms = data.draw(st.booleans())
    now = replace(was, mentors=other.mentors, mentees=other.mentees, barred=other.barred) if same_terms else other
    if data.draw(st.booleans()):
        half = (len(was.mentors) + 1) // 2
        taken = {one.person for one in was.mentors[:half]}
        rest = tuple(one for one in other.mentors if one.person not in taken)
        now = replace(now, mentors=(*was.mentors[:half], *rest), mentees=was.mentees)
    possible = [
        (mentor.person, mentee.person)
        for mentor in was.mentors
        for mentee in was.mentees
        if mentor.takes_part and mentee.takes_part and not breaches(mentor, mentee, was)
    ]
    pinned = frozenset(data.draw(st.lists(st.sampled_from(possible), max_size=1)) if possible else [])
    excluded = frozenset(data.draw(st.lists(st.sampled_from(possible), max_size=2)) if possible else []) - pinned
    marks = Marks(pinned, excluded)
    try:
        _, pairs, told = renewed(was, now, marks)
    except NothingChanged:
        assert Since.between(was, now).nothing
        return
    kept = pinned - {*told.given_up}
    assert kept <= pairs
    assert not excluded & pairs
    anew = replace(now, pinned=tuple(sorted(kept)), barred={**now.barred, **dict.fromkeys(excluded, "excluded")})
    best = draft(anew)
    assert best.figures.total_points == told.after
    assert told.before + sum(pair.points for pair in told.gained) >= 0
    for figure in ("mentees", "mentors", "places", "load"):
        assert getattr(best.figures, figure) == getattr(told.figures, figure)
    assert told.figures.certificate is not None
    assert draft(now).figures.total_points == told.figures.certificate.bound
    without = {one.enrollment for one in (*now.mentors, *now.mentees)} - {
        enrollment for mentor, mentee, _ in enrollments(now, pairs) for enrollment in (mentor, mentee)
    }
    assert without == {one.enrollment for one in told.unmatched}
    if not marks.pinned and not marks.excluded:
        worth = {(pair.mentor, pair.mentee): pair.points for pair in (*told.gained, *told.rescored)}
        worth = {(pair.mentor, pair.mentee): pair.points for pair in draft(was).pairs} | worth
        mentors, mentees = ({one.person: one.enrollment for one in side} for side in (now.mentors, now.mentees))
        kept_pairs = [(mentors[mentor], mentees[mentee], worth[mentor, mentee]) for mentor, mentee in pairs]
        assert 0 == prove(now, kept_pairs, told.prices).gap


def mentor(person: UUID, skill: str, **more: object) -> Candidate:
    return a_candidate(person, skills={skill: 5}, **more)  # type: ignore[arg-type]


def mentee(person: UUID, **skills: int) -> Candidate:
    return a_candidate(person, skills=skills)


def test_a_newcomer_and_a_freed_place_bring_those_who_were_left_over_together() -> None:
    was = a_cohort([mentor(ANA, "sql")], [mentee(BEN, sql=5), mentee(CLEO, sql=3)])
    before, after, told = renewed(was, replace(was, mentors=(mentor(ANA, "sql", places=2),)))
    assert before < after
    assert {"freed": 1} == told.since.counts
    assert 1 == len(told.found)
    assert () == told.alone == told.lost
    _, after, told = renewed(was, replace(was, mentors=(*was.mentors, mentor(DAN, "sql"))))
    assert {"came": 1} == told.since.counts
    assert 2 == len(after)


def test_a_leaver_of_a_pinned_pair_gives_the_pin_up_and_the_place_goes_on() -> None:
    was = a_cohort([mentor(ANA, "sql")], [mentee(BEN, sql=5), mentee(CLEO, sql=5)])
    marks = Marks(pinned=frozenset({(ANA, BEN)}))
    _, after, told = renewed(was, replace(was, mentees=(was.mentees[1],)), marks)
    assert {(ANA, CLEO)} == after
    assert ((ANA, BEN),) == told.given_up
    assert ((BEN,), (CLEO,)) == (told.alone, told.found)


def test_with_a_penalty_nobody_moves_for_less_and_the_proof_tells_what_that_costs() -> None:
    was = a_cohort([mentor(ANA, "sql")], [mentee(BEN, sql=5)])
    better = replace(was, mentors=(mentor(ANA, "sql"), mentor(DAN, "sql", styles=frozenset())), mentees=was.mentees)
    better = replace(better, mentees=(replace(was.mentees[0], skills={"sql": 5, "go": 5}),))
    better = replace(better, mentors=(better.mentors[0], replace(better.mentors[1], skills={"sql": 5, "go": 5})))
    _, moved, free = renewed(was, better)
    assert {(DAN, BEN)} == moved
    _, kept, calm = renewed(was, better, penalty=100)
    assert {(ANA, BEN)} == kept
    assert calm.figures.certificate is not None
    assert free.after - calm.after == calm.figures.certificate.gap
    assert [(ANA, BEN)] == [(pair.mentor, pair.mentee) for pair in calm.rescored]


def test_where_nothing_changed_it_says_so() -> None:
    was = a_cohort([mentor(ANA, "sql")], [mentee(BEN, sql=5)])
    with pytest.raises(NothingChanged):
        renewed(was, was)
