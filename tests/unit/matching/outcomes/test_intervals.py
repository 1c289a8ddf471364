"""Shares and differences are as sure as statisticians say they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from mentoring.matching.domain.outcomes.counts import days, load, rate, satisfaction
from mentoring.matching.domain.outcomes.intervals import difference, share

SIZES = st.integers(1, 5000)


@given(SIZES.flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))))
def test_a_share_is_as_sure_as_scipy_says(counted: tuple[int, int]) -> None:
    found, oracle = share(*counted), binomtest(*counted).proportion_ci(method="wilson")
    assert (oracle.low, oracle.high) == pytest.approx((found.low, found.high), abs=1e-9)
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_a_difference_is_as_sure_as_newcombes_table_says(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table II, method 10."""
    found = difference(share(*one), share(*other))
    assert (low, high) == pytest.approx((found.low, found.high), abs=5e-5)


@given(st.dictionaries(st.one_of(st.none(), st.integers(0, 400)), st.integers(1, 40), min_size=1))
def test_half_of_the_cases_took_no_longer_than_the_median(counted: dict[int | None, int]) -> None:
    found = days(counted)
    closed = [day for day, number in counted.items() if day is not None for _ in range(number)]
    assert (len(closed), counted.get(None, 0)) == (found.counted, found.open)
    if closed:
        oracle = [int(np.quantile(closed, level, method="inverted_cdf")) for level in (0.5, 0.9)]
        assert oracle == [found.median, found.ninetieth]
    else:
        assert (None, None) == (found.median, found.ninetieth)


def test_nothing_counted_has_no_share() -> None:
    assert rate(0, 0).share is None
    assert (0.5, 10) == ((found := rate(5, 10)).share and found.share.value, found.of)


def test_a_few_answers_tell_nothing_of_anybody() -> None:
    assert (4, None, None) == ((few := satisfaction({5: 4})).answers, few.mean, few.satisfied)
    assert (20, 4.5) == ((found := satisfaction({5: 15, 3: 5})).answers, found.mean)
    assert found.satisfied is not None
    assert 15 == found.satisfied.number
    assert satisfaction({5: 18, 1: 2}).satisfied is None
    assert satisfaction({5: 20}).satisfied == rate(20, 20)


def test_mentors_are_counted_by_what_they_run() -> None:
    found = load({(2, 0): 3, (2, 2): 1, (1, 1): 2, (0, 0): 1, (20, 12): 1})
    assert (8, 30, 16, 4, 3, 12) == (found.mentors, found.places, found.taken, found.used, found.full, found.heaviest)
    assert (4, 2, 1, *[0] * 7, 1) == found.by_running
    assert 0 == load({}).heaviest
