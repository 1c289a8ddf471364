"""Required pairs are in the draft whatever they are worth, or refused with the reason."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from mentoring.matching.domain.errors.runs import PinImpossible
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import draft
from mentoring.matching.domain.pairing.rules import breaches
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, a_candidate, a_cohort
from tests.unit.matching.cohorts import TWO_SIDED, cohorts


@given(cohorts(most=5, kinds=TWO_SIDED))
@settings(max_examples=40, deadline=None)
def test_a_pin_is_kept_by_every_mode_and_never_raises_the_total(cohort: Cohort) -> None:
    possible = [
        (mentor.person, mentee.person)
        for mentor in cohort.mentors
        for mentee in cohort.mentees
        if mentor.takes_part and mentee.takes_part and not breaches(mentor, mentee, cohort)
    ]
    for pair in possible[:2]:
        pinned = Cohort(**{name: getattr(cohort, name) for name in cohort.__dataclass_fields__} | {"pinned": (pair,)})
        for mode in ("optimum", "stable", "fair", "preview"):
            found = draft(pinned, mode=mode)
            assert pair in {(one.mentor, one.mentee) for one in found.pairs}
        best = draft(pinned).figures
        assert best.total_points <= draft(cohort).figures.total_points
        assert best.certificate is not None
        assert (0, best.total_points) == (best.certificate.gap, best.certificate.value)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"pinned": ((ANA, DAN),)}, "not-enrolled"),
        ({"pinned": ((ANA, BEN), (ANA, BEN))}, "required-twice"),
        ({"pinned": ((ANA, BEN), (ANA, CLEO))}, "no-place"),
        ({"pinned": ((ANA, BEN),), "barred": {(ANA, BEN): "excluded"}}, "excluded"),
        ({"pinned": ((ANA, BEN),), "barred": {(ANA, BEN): "declined"}}, "declined"),
    ],
)
def test_what_contradicts_itself_is_refused_with_the_reason(changed: dict[str, Any], why: str) -> None:
    cohort = a_cohort([a_candidate(ANA)], [a_candidate(BEN), a_candidate(CLEO)], **changed)
    with pytest.raises(PinImpossible) as refused:
        draft(cohort)
    assert why == refused.value.facts["why"]


def test_whoever_is_away_cannot_be_required() -> None:
    with pytest.raises(PinImpossible, match="on-leave"):
        draft(a_cohort([a_candidate(ANA, away="on-leave")], [a_candidate(BEN)], pinned=((ANA, BEN),)))


def test_a_rule_is_broken_only_by_an_override_and_is_named_then() -> None:
    cohort = a_cohort([a_candidate(ANA)], [a_candidate(BEN, chain=frozenset({ANA}))], pinned=((ANA, BEN),))
    with pytest.raises(PinImpossible, match="reporting-line"):
        draft(cohort)
    found = draft(cohort, overridden=[(ANA, BEN)])
    assert {(ANA, BEN): ("reporting-line",)} == found.overridden
    assert 1 == len(found.pairs)


def test_nobody_is_required_with_themselves_whoever_overrides_it() -> None:
    alone = a_cohort([a_candidate(ANA)], [a_candidate(ANA, enrollment=UUID(int=2))], pinned=((ANA, ANA),))
    with pytest.raises(PinImpossible, match="same-person"):
        draft(alone, overridden=[(ANA, ANA)])
