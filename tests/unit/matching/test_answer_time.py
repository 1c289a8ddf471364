"""A mentor's expected answer time, judged by an oracle that finds the same by plain search over scipy's densities."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from mentoring.matching.domain.answer_time import COMPANY, OWN, USUAL, Habit, Wait, beyond, expected, habit

waits = st.lists(st.builds(Wait, st.floats(0.05, 2000, allow_nan=False), st.booleans()), max_size=12)
habits = st.builds(Habit, st.floats(0, 6), st.floats(0.4, 2))


def unlikeliness(centre: float, spread: float, told: list[Wait]) -> float:
    """Of waits: answered ones by their density, the others by the tail beyond what was waited."""
    density = {True: stats.norm.logpdf, False: stats.norm.logsf}
    return -float(sum(density[wait.answered](math.log(wait.hours), centre, spread) for wait in told))


@given(waits, habits)
def test_the_median_is_the_likeliest_centre_given_what_mentors_here_take(told: list[Wait], company: Habit) -> None:
    def whole(centre: float) -> float:
        prior = stats.norm.logpdf(centre, company.centre, company.spread / math.sqrt(OWN))
        return float(unlikeliness(centre, company.spread, told) - prior)

    best = optimize.minimize_scalar(whole, bounds=(-10, 30), method="bounded", options={"xatol": 1e-9})
    assert math.log(expected(told, company).median) == pytest.approx(best.x, abs=1e-4)


@given(waits)
def test_the_companys_habit_is_where_no_step_aside_is_likelier(told: list[Wait]) -> None:
    def whole(centre: float, spread: float) -> float:
        seen = COMPANY * (math.log(spread) + (USUAL.spread**2 + (centre - USUAL.centre) ** 2) / (2 * spread**2))
        return float(unlikeliness(centre, spread, told) + seen)

    found = habit(told)
    here = whole(found.centre, found.spread)
    for aside, wider in ((0.01, 1), (-0.01, 1), (0, 1.01), (0, 0.99)):
        assert here <= whole(found.centre + aside, found.spread * wider) + 1e-6


@given(waits, habits)
def test_the_range_holds_four_in_five_around_the_median_and_narrows_with_answers(
    told: list[Wait], company: Habit
) -> None:
    now = expected(told, company)
    assert now.low < now.median < now.high
    assert now.median / now.low == pytest.approx(now.high / now.median)
    assert now.answers == sum(wait.answered for wait in told)
    again = expected([*told, Wait(now.median, answered=True)], company)
    assert again.high / again.low < now.high / now.low


@given(waits, habits, st.floats(0.05, 2000))
def test_an_unanswered_wait_never_makes_a_mentor_look_sooner(told: list[Wait], company: Habit, hours: float) -> None:
    after = expected([*told, Wait(hours, answered=False)], company)
    assert after.median >= expected(told, company).median * (1 - 1e-6)


def test_somebody_new_is_expected_to_be_like_the_others_and_soon_judged_by_what_they_do() -> None:
    company = Habit(math.log(48), 1.0)
    assert expected([], company).median == pytest.approx(48)
    quick = expected([Wait(2.0, answered=True)] * 9, company)
    assert 2 < quick.median < 8
    assert expected([Wait(168.0, answered=False)] * 4, company).median > 120


def test_beyond_is_the_mean_of_the_tail_even_far_out() -> None:
    for z in (-8.0, -1.0, 0.0, 2.0, 8.0):
        assert beyond(z) == pytest.approx(stats.truncnorm(z, np.inf).mean(), rel=1e-6)
    assert beyond(60.0) == pytest.approx(60.0, rel=1e-3)
    assert beyond(30.0001) == pytest.approx(beyond(29.9999), rel=1e-4)
