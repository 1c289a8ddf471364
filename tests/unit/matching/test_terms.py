"""What a program may set, and what it may not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.kernel import Invalid
from mentoring.matching.domain.errors.programs import NameMissing, ObjectivesMissing
from mentoring.matching.domain.errors.terms import (
    CadenceOutOfBounds,
    CadenceTooRare,
    MinutesOutOfBounds,
    OverlapOutOfBounds,
    SpanUnreadable,
    TimelineBackwards,
    TimelineTooLong,
    WeightOutOfBounds,
    WeightsAllZero,
)
from mentoring.matching.domain.terms import AnswerTime, Cadence, Rules, StageGap, Timeline, Weights
from tests.unit.matching.builders import a_program


def test_a_program_ends_after_it_starts() -> None:
    with pytest.raises(TimelineBackwards):
        Timeline(date(2026, 11, 1), date(2026, 10, 31))
    with pytest.raises(TimelineBackwards):
        Timeline(date(2026, 11, 1), date(2026, 11, 1))
    assert Timeline(date(2026, 11, 1), date(2026, 11, 2)).days == 2


def test_a_program_lasts_five_years_at_most() -> None:
    Timeline(date(2026, 1, 1), date(2030, 12, 31))
    with pytest.raises(TimelineTooLong):
        Timeline(date(2026, 1, 1), date(2031, 1, 31))


@pytest.mark.parametrize(("every", "days"), [("P1D", 1), ("P14D", 14), ("P2W", 14), ("P1M", 30), ("P6M", 180)])
def test_a_cadence_is_read_in_days_weeks_and_months(every: str, days: int) -> None:
    assert Cadence(every, 30).days == days


@pytest.mark.parametrize("every", ["", "P", "P0D", "P1Y", "14D", "P1.5D", "P-1D", "PT1H", "P14D ", "p14d"])
def test_a_cadence_that_cannot_be_read_is_refused(every: str) -> None:
    with pytest.raises(SpanUnreadable):
        Cadence(every, 30)


@pytest.mark.parametrize("every", ["P184D", "P27W", "P7M", "P999M"])
def test_a_cadence_of_more_than_half_a_year_is_refused(every: str) -> None:
    with pytest.raises(CadenceOutOfBounds):
        Cadence(every, 30)


@pytest.mark.parametrize("minutes", [14, 241, 0, -30])
def test_a_check_in_takes_from_15_to_240_minutes(minutes: int) -> None:
    with pytest.raises(MinutesOutOfBounds):
        Cadence("P14D", minutes)


def test_a_cadence_that_never_falls_due_is_refused() -> None:
    with pytest.raises(CadenceTooRare):
        a_program(timeline=Timeline(date(2026, 11, 1), date(2026, 11, 30)), cadence=Cadence("P1M", 30))


@pytest.mark.parametrize(
    ("within", "span"),
    [("PT1H", timedelta(hours=1)), ("P7D", timedelta(days=7)), ("P2W", timedelta(days=14))],
)
def test_an_answer_time_is_read_in_hours_days_and_weeks(within: str, span: timedelta) -> None:
    assert AnswerTime(within).span == span


@pytest.mark.parametrize("within", ["P0D", "PT0H", "P61D", "P9W", "P1M", "a week", "PT1500H"])
def test_an_answer_time_out_of_bounds_is_refused(within: str) -> None:
    with pytest.raises(Invalid):
        AnswerTime(within)


def test_at_least_one_criterion_counts() -> None:
    with pytest.raises(WeightsAllZero):
        Weights(0, 0, 0, 0)
    Weights(0, 0, 0, 1)


@given(st.integers().filter(lambda weight: not 0 <= weight <= 100))
def test_a_weight_beyond_its_bounds_is_refused(weight: int) -> None:
    with pytest.raises(WeightOutOfBounds):
        Weights(skills=weight)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_program_needs_a_name_of_sane_length(name: str) -> None:
    with pytest.raises(NameMissing):
        a_program(name=name)


@pytest.mark.parametrize("objectives", [(), ("",), ("  ",), ("x" * 301,), ("fine",) * 21])
def test_a_formal_program_says_what_it_is_for(objectives: tuple[str, ...]) -> None:
    with pytest.raises(ObjectivesMissing):
        a_program(objectives=objectives)


def test_kinds_other_than_formal_need_no_objective() -> None:
    assert () == a_program(kind="peer", objectives=()).objectives


@pytest.mark.parametrize(("least", "most"), [(-5, None), (None, 5), (3, 2)])
def test_a_stage_gap_has_bounds(least: int | None, most: int | None) -> None:
    with pytest.raises(Invalid):
        StageGap(least, most)


@pytest.mark.parametrize("minutes", [-1, 2401])
def test_a_week_has_so_many_common_minutes(minutes: int) -> None:
    with pytest.raises(OverlapOutOfBounds):
        Rules(overlap_minutes=minutes)


def test_a_refusal_is_a_sentence_with_its_facts() -> None:
    with pytest.raises(TimelineBackwards, match="2026-11-01 to 2026-10-31 does not"):
        Timeline(date(2026, 11, 1), date(2026, 10, 31))
