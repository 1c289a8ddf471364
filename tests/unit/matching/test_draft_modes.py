"""Each mode keeps its promise, and says what it costs."""

from dataclasses import asdict, replace
from uuid import UUID

import pytest
from hypothesis import given, settings

from mentoring.contracts.matching import RunFigures
from mentoring.matching.domain.engine.watch import Stopped
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Draft, GroupCap, draft
from mentoring.matching.domain.pairing.figures import Group
from mentoring.matching.usecases import snapshots
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, a_candidate, a_cohort
from tests.unit.matching.cohorts import TWO_SIDED, cohorts


@given(cohorts(most=6, kinds=TWO_SIDED))
@settings(max_examples=40, deadline=None)
def test_the_optimum_is_proved_and_everything_else_is_told_beside_it(cohort: Cohort) -> None:
    best, stable, fair, preview = (draft(cohort, mode=mode) for mode in ("optimum", "stable", "fair", "preview"))
    total = best.figures.total_points
    for found in (best, stable, fair):
        proof = found.figures.certificate
        assert proof is not None
        assert (found.figures.total_points, total, len(found.pairs)) == (proof.value, proof.bound, proof.audited)
        assert proof.gap == proof.bound - proof.value
    assert best.figures.certificate is not None
    assert 0 == best.figures.certificate.gap == stable.figures.blocking_pairs
    assert total - stable.figures.total_points == stable.figures.price_of_stability
    assert (fair.figures.floor or 0) == (fair.figures.lowest_points or 0)
    assert fair.figures.pairs >= best.figures.pairs
    assert preview.figures.certificate is None
    assert total - len(cohort.mentees) * 3 <= preview.figures.total_points <= total


@given(cohorts(most=6, kinds=TWO_SIDED))
@settings(max_examples=20, deadline=None)
def test_load_and_groups_add_up(cohort: Cohort) -> None:
    figures = draft(cohort).figures
    assert figures.load is not None
    assert sum(figures.load.shares) == figures.mentors
    assert figures.load.used >= figures.load.full
    for by in ("site", "department", "stage"):
        told = [group for group in figures.groups if group.by == by]
        assert all(group.mentees >= 5 for group in told)
        assert sum(group.mentees for group in told) in {0, *range(5, len(cohort.mentees) + 1)}
    assert figures.seconds is not None


def test_figures_are_told_as_the_contract_has_them() -> None:
    figures = draft(a_cohort([a_candidate(ANA, places=2)], [a_candidate(BEN), a_candidate(CLEO)])).figures
    told = snapshots.figures(figures)
    assert isinstance(told, RunFigures)
    assert {*asdict(figures)} == {*RunFigures.model_fields}
    assert told.load is not None
    assert (1, 1, 2) == (told.load.used, told.load.full, told.load.heaviest)


def test_small_groups_are_told_together_and_a_mean_of_few_is_kept_back() -> None:
    sites = ["Rome"] * 6 + ["Oslo"] * 3 + ["Bonn"] * 2
    mentees = [a_candidate(UUID(int=number), site=site, stage=None) for number, site in enumerate(sites, 20)]
    mentors = [a_candidate(UUID(int=90), places=8)]
    told = [group for group in draft(a_cohort(mentors, mentees)).figures.groups if group.by == "site"]
    assert [("Rome", 6), ("other", 5)] == [(group.group, group.mentees) for group in told]
    assert 8 == sum(group.matched for group in told)
    assert all((group.mean_points is None) == (group.matched < 5) for group in told)
    few = draft(a_cohort(mentors, mentees[:4])).figures.groups
    assert () == few
    assert Group("site", "Rome", 6, 5, 13.0) == Group("site", "Rome", 6, 5, 13.0)


def test_a_cap_holds_a_group_back_in_favour_of_another() -> None:
    mentor = a_candidate(ANA, places=2, skills={"sql": 5})
    rome = [a_candidate(UUID(int=number), site="Rome", skills={"sql": 5}) for number in (30, 31)]
    oslo = a_candidate(CLEO, site="Oslo")
    cohort = a_cohort([mentor], [*rome, oslo])
    assert {"Rome"} == sites_of(draft(cohort), cohort)
    assert {"Rome", "Oslo"} == sites_of(draft(cohort, mode="fair", caps=[GroupCap("site", 1)]), cohort)


def sites_of(found: Draft, cohort: Cohort) -> set[str | None]:
    site = {one.person: one.site for one in cohort.mentees}
    return {site[pair.mentee] for pair in found.pairs}


def test_prices_tell_what_a_place_more_would_be_worth() -> None:
    mentors = [a_candidate(ANA, enrollment=UUID(int=1), skills={"sql": 5}), a_candidate(DAN, places=3)]
    found = draft(a_cohort(mentors, [a_candidate(BEN, skills={"sql": 5}), a_candidate(CLEO, skills={"sql": 5})]))
    assert {UUID(int=1)} == {*found.prices}


def test_long_runs_tell_how_far_they_are_and_stop_when_called_off() -> None:
    cohort = a_cohort([a_candidate(ANA)], [a_candidate(BEN)])
    told: list[str] = []
    draft(cohort, progress=lambda phase, _done, _of: told.append(phase))
    assert ["listing", "solving", "proving", "auditing"] == list(dict.fromkeys(told))
    with pytest.raises(Stopped):
        draft(cohort, cancelled=lambda: True)
    assert draft(cohort) == replace(draft(cohort))
