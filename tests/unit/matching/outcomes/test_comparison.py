"""Participants are set beside people like them, and nothing is said that the numbers do not carry."""

from datetime import date

import numpy as np
import pytest

from mentoring.matching.domain.outcomes.comparison import Comparison, Stratum, Tenure, compare
from mentoring.matching.domain.outcomes.intervals import difference, share
from mentoring.matching.domain.outcomes.objectives import USUAL, measured_by
from mentoring.matching.domain.outcomes.report import compared

LONGER: Tenure = "longer"


def people(number: int, stayed: int, promoted: int = 0, *, ours: bool, level: int | None = 5) -> Stratum:
    return Stratum(ours, level, "Sales", LONGER, number, stayed, promoted)


def test_within_one_stratum_it_is_newcombes_difference() -> None:
    found = compare([people(70, 56, ours=True), people(80, 48, ours=False)], "stayed")
    assert isinstance(found, Comparison)
    oracle = difference(share(56, 70), share(48, 80))
    assert (oracle.value, oracle.low, oracle.high) == pytest.approx(
        (found.difference.value, found.difference.low, found.difference.high)
    )
    assert (70, 80, 0) == (found.participants, found.others, found.unlike)


def test_the_others_are_weighted_as_the_participants_are_spread() -> None:
    strata = [
        people(90, 90, ours=True, level=1),
        people(10, 5, ours=True, level=9),
        people(100, 100, ours=False, level=1),
        people(900, 450, ours=False, level=9),
    ]
    found = compare(strata, "stayed")
    assert isinstance(found, Comparison)
    assert (0.95, 0.95) == pytest.approx((found.share.value, found.others_share.value))
    assert found.difference.low < 0 < found.difference.high


def test_participants_with_nobody_like_them_are_left_out_and_counted() -> None:
    strata = [people(50, 40, ours=True), people(7, 0, ours=True, level=99), people(60, 30, ours=False)]
    found = compare(strata, "stayed")
    assert isinstance(found, Comparison)
    assert (50, 7) == (found.participants, found.unlike)


def test_too_few_are_too_few_on_either_side_and_by_weight() -> None:
    many = people(500, 400, ours=False)
    assert "too-few" == compare([people(29, 20, ours=True), many], "stayed")
    assert "too-few" == compare([people(40, 20, ours=True), people(29, 20, ours=False)], "stayed")
    assert "too-few" == compare([], "stayed")
    lopsided = [people(90, 50, ours=True, level=1), people(9, 5, ours=True, level=2)]
    assert "too-few" == compare([*lopsided, people(5, 5, ours=False, level=1), many], "stayed")


def test_whose_level_nobody_knows_cannot_have_risen() -> None:
    strata = [
        people(40, 40, 10, ours=True),
        people(40, 40, 4, ours=False),
        people(99, 99, ours=True, level=None),
        people(99, 99, ours=False, level=None),
    ]
    found = compare(strata, "promoted")
    assert isinstance(found, Comparison)
    assert (40, 40) == (found.participants, found.others)


def test_the_interval_holds_the_truth_in_about_95_of_100_companies() -> None:
    """Two strata, a true difference of 6 points; a seeded simulation."""
    chance, held, companies = np.random.default_rng(4), 0, 400
    for _ in range(companies):
        strata = []
        for level, ours, others, base in ((1, 60, 300, 0.8), (2, 40, 100, 0.6)):
            for number, mine, true in ((ours, True, base + 0.06), (others, False, base)):
                stayed = int(chance.binomial(number, true))
                strata.append(people(number, stayed, ours=mine, level=level))
        found = compare(strata, "stayed")
        assert isinstance(found, Comparison)
        held += found.difference.low <= 0.06 <= found.difference.high
    assert 0.92 <= held / companies <= 0.98


def test_it_is_said_in_words_and_when_it_is_too_early() -> None:
    strata = [people(1000, 970, ours=True), people(9000, 8100, ours=False)]
    starts = date(2026, 1, 1)
    early = compared(strata, "stayed", starts, date(2026, 6, 29))
    assert ("too-early", None) == (early.unknown, early.comparison)
    told = compared(strata, "stayed", starts, date(2026, 6, 30))
    assert told.comparison is not None
    assert "Of 1000 participants 97% are still here, of people like them 90%: +7.0 points" in told.says
    assert told.says.endswith("more than chance explains.")
    same = compared([people(50, 45, ours=True), people(50, 45, ours=False)], "stayed", starts, date(2026, 6, 30))
    assert same.says.endswith("no more than chance explains.")
    assert "too-few" == compared([], "promoted", starts, date(2026, 6, 30)).unknown


def test_objectives_name_the_figures_that_speak_to_them() -> None:
    assert ["promotion", *USUAL] == measured_by("Fill 20 lead positions from within")
    assert ["retention", *USUAL] == measured_by("Keep attrition below 8 %")
    assert [*USUAL] == measured_by("Bring people together")
