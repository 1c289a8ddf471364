"""Whoever has a run's inputs, pairs and prices can prove it again, and no one can who changed any of them."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings

from mentoring.matching.domain.errors.runs import AuditFailed
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Draft, draft
from mentoring.matching.domain.pairing.proving import prove
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, a_candidate, a_cohort
from tests.unit.matching.cohorts import TWO_SIDED, cohorts


def told(found: Draft) -> list[tuple[UUID, UUID, int]]:
    return [(pair.mentor_enrollment, pair.mentee_enrollment, pair.points) for pair in found.pairs]


@given(cohorts(most=6, kinds=TWO_SIDED))
@settings(max_examples=30, deadline=None)
def test_a_kept_draft_is_proved_again_from_its_prices(cohort: Cohort) -> None:
    for mode in ("optimum", "stable", "fair"):
        found = draft(cohort, mode=mode)
        certificate = found.figures.certificate
        assert certificate is not None
        assert replace(certificate, rounds=0) == prove(cohort, told(found), found.prices)


def a_contest() -> Cohort:
    mentors = [a_candidate(ANA, skills={"sql": 5}), a_candidate(DAN, skills={"sql": 2})]
    return a_cohort(mentors, [a_candidate(BEN, skills={"sql": 5}), a_candidate(CLEO, skills={"sql": 4})])


def test_without_the_prices_there_is_no_proof_but_a_gap() -> None:
    cohort = a_contest()
    found = draft(cohort)
    assert 0 == prove(cohort, told(found), found.prices).gap
    assert 0 < prove(cohort, told(found), {}).gap
    assert found.pairs[0].points == prove(cohort, told(found)[1:], found.prices).gap


def test_a_tampered_draft_does_not_stand_up() -> None:
    cohort = a_contest()
    found = draft(cohort)
    (mentor, mentee, points), other = told(found)
    for tampered in (
        [(mentor, mentee, points + 1), other],
        [(mentor, mentee, points), (mentor, other[1], other[2])],
        [(mentor, UUID(int=404), points), other],
    ):
        with pytest.raises(AuditFailed):
            prove(cohort, tampered, found.prices)
    pinned = replace(cohort, pinned=((DAN, BEN),))
    again = draft(pinned)
    assert 0 == prove(pinned, told(again), again.prices).gap
    with pytest.raises(AuditFailed, match="required"):
        prove(pinned, told(again)[1:] if again.pairs[0].mentee == BEN else told(again)[:1], again.prices)
