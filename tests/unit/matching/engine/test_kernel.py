"""The kernel, its plain twin and the slow scorer agree pair by pair, whatever the program and its people."""

from dataclasses import replace
from types import ModuleType
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.kernel import fast, plain
from mentoring.matching.domain.engine.law import BITS
from mentoring.matching.domain.engine.market import Arcs, DenseMarket
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.market import law_of, store_of
from mentoring.matching.domain.pairing.rules import BREACHES, breaches
from mentoring.matching.domain.pairing.scoring.credit import points
from tests.unit.matching.cohorts import cohorts
from tests.unit.matching.population import population

KERNELS = [fast, plain]


def market(cohort: Cohort, kernel: ModuleType = fast) -> KernelMarket:
    return KernelMarket(store_of(cohort), law_of(cohort), kernel)


def sides(cohort: Cohort) -> tuple[list[Candidate], list[Candidate]]:
    return cohort.in_order(cohort.mentees), cohort.in_order(cohort.mentors)


def slow(cohort: Cohort) -> NDArray[np.int16]:
    """All points, pair by pair; 0 where one is not admissible."""
    mentees, mentors = sides(cohort)
    matrix = np.zeros((len(mentees), len(mentors)), np.int16)
    for row, mentee in enumerate(mentees):
        for column, mentor in enumerate(mentors):
            if mentee.takes_part and mentor.takes_part and not breaches(mentor, mentee, cohort):
                matrix[row, column] = sum(points(mentor, mentee, cohort).values())
    return matrix


def twin(cohort: Cohort) -> DenseMarket:
    """The same market out of one matrix, with the same salts."""
    kernels = market(cohort)
    return DenseMarket(
        slow(cohort),
        kernels.seeks,
        kernels.places,
        kernels.store.mentees.salts[: len(kernels.seeks)],
        kernels.store.mentors.salts[: len(kernels.places)],
    )


def of(arcs: Arcs) -> list[tuple[int, int, int]]:
    return list(zip(arcs.mentee.tolist(), arcs.mentor.tolist(), arcs.points.tolist(), strict=True))


def everywhere(one: KernelMarket) -> NDArray[np.int16]:
    rows, columns = np.indices((len(one.seeks), len(one.places)), np.int32)
    return one.points(rows.ravel(), columns.ravel()).reshape(rows.shape)


@given(cohorts(most=8))
@settings(max_examples=100, deadline=None)
def test_kernel_and_plain_twin_give_every_pair_the_points_of_the_slow_scorer(cohort: Cohort) -> None:
    wanted = slow(cohort)
    for kernel in KERNELS:
        assert everywhere(market(cohort, kernel)).tolist() == wanted.tolist()
        all_pairs = market(cohort, kernel).grid()
        assert np.where(all_pairs < 128, all_pairs, 0).tolist() == wanted.tolist()


@given(cohorts(most=8), st.integers(1, 9), st.data())
@settings(max_examples=60, deadline=None)
def test_lists_margins_violations_and_rivals_are_those_of_the_matrix(
    cohort: Cohort, most: int, data: st.DataObject
) -> None:
    matrix = twin(cohort)
    prices = np.array(
        data.draw(st.lists(st.integers(0, 120), min_size=len(matrix.places), max_size=len(matrix.places))), np.int32
    )
    margins = matrix.margins(prices)
    given_up = np.array(
        data.draw(st.lists(st.integers(0, 60), min_size=len(matrix.seeks), max_size=len(matrix.seeks))), np.int32
    )
    for kernel in KERNELS:
        computed = market(cohort, kernel)
        assert of(computed.lists(most)) == of(matrix.lists(most))
        assert of(computed.lists(most, prices)) == of(matrix.lists(most, prices))
        assert computed.margins(prices).tolist() == margins.tolist()
        assert of(computed.violations(prices, margins // 2, most)) == of(matrix.violations(prices, margins // 2, most))
        found, counts = computed.rivals(given_up, prices, most)
        wanted, totals = matrix.rivals(given_up, prices, most)
        assert (of(found), counts.tolist()) == (of(wanted), totals.tolist())


@given(cohorts(most=7))
@settings(max_examples=50, deadline=None)
def test_both_sides_read_their_own_best_and_what_excludes_the_others(cohort: Cohort) -> None:
    mentees, mentors = sides(cohort)
    matrix = slow(cohort)
    for kernel in KERNELS:
        computed = market(cohort, kernel)
        for column, mentor in enumerate(mentors):
            rows, worth = computed.top_mentees(column, 3)
            assert worth.tolist() == sorted(matrix[matrix[:, column] > 0, column].tolist(), reverse=True)[:3]
            assert all(matrix[row, column] == value for row, value in zip(rows, worth, strict=True))
            assert mentor.takes_part or not len(rows)
        by_mentee = computed.by_mentee(np.arange(len(mentees), dtype=np.int32))
        by_mentor = computed.by_mentor()
        for row, mentee in enumerate(mentees):
            if mentee.takes_part:
                broken = [breaches(mentor, mentee, cohort) for mentor in mentors if mentor.takes_part]
                assert by_mentee.admissible[row] == broken.count([])
                assert by_mentee.best[row] == matrix[row].max(initial=0)
                for place, rule in enumerate(by_mentee.rules):
                    assert by_mentee.excluded[row, place] == sum(rule in one for one in broken)
                    assert by_mentee.alone[row, place] == sum([rule] == one for one in broken)
        for column, mentor in enumerate(mentors):
            if mentor.takes_part:
                broken = [breaches(mentor, mentee, cohort) for mentee in mentees if mentee.takes_part]
                assert by_mentor.admissible[column] == broken.count([])
                assert by_mentor.best[column] == matrix[:, column].max(initial=0)
                for place, rule in enumerate(by_mentor.rules):
                    assert by_mentor.excluded[column, place] == sum(rule in one for one in broken)
        together = computed.together()
        assert sum(together.values()) == sum(a.takes_part and b.takes_part for a in mentees for b in mentors)
        assert together.get(frozenset(), 0) == by_mentee.admissible[computed.seeks > 0].sum()


@given(cohorts(most=8), st.data())
@settings(max_examples=40, deadline=None)
def test_a_patched_store_is_as_good_as_a_new_one(cohort: Cohort, data: st.DataObject) -> None:
    if not cohort.mentors or not cohort.mentees:
        return
    other = data.draw(cohorts(most=8))
    store, law = store_of(cohort), law_of(cohort)
    patched = {kernel: KernelMarket(store, law, kernel) for kernel in KERNELS}
    for one in patched.values():
        one.lists(3)
    for mentee in cohort.mentees[::2]:
        store.drop_mentee(mentee.enrollment)
    for mentor in cohort.mentors[::2]:
        store.drop_mentor(mentor.enrollment)
    for mentee in other.mentees:
        store.put_mentee(mentee)
    for mentor in other.mentors:
        store.put_mentor(mentor)
    mentees = {one.enrollment: one for one in (*cohort.mentees[1::2], *other.mentees)}
    mentors = {one.enrollment: one for one in (*cohort.mentors[1::2], *other.mentors)}
    now = replace(cohort, mentees=tuple(mentees.values()), mentors=tuple(mentors.values()))
    wanted = slow(now)
    rows = [store.mentees.rows[one.enrollment] for one in sides(now)[0]]
    columns = [store.mentors.rows[one.enrollment] for one in sides(now)[1]]
    for one in patched.values():
        assert everywhere(one)[np.ix_(rows, columns)].tolist() == wanted.tolist()
        for at, row in enumerate(rows):
            found = dict(zip(*(part.tolist() for part in one.top(row, 99)), strict=True))
            if one.seeks[row]:
                assert found == {
                    column: worth for column, worth in zip(columns, wanted[at].tolist(), strict=True) if worth
                }


@pytest.fixture(scope="module")
def company() -> Cohort:
    people = population(700, 260, seed=5)
    return Cohort(people.mentors, people.mentees, 2026, barred=dict.fromkeys(people.excluded, "excluded"), seed=5)


def test_on_a_company_of_a_thousand_fast_plain_and_slow_agree(company: Cohort) -> None:
    dense = twin(company)
    prices = np.random.default_rng(1).integers(0, 40, 260).astype(np.int32)
    for kernel in KERNELS:
        computed = market(company, kernel)
        assert of(computed.lists(20)) == of(dense.lists(20))
        assert of(computed.lists(20, prices)) == of(dense.lists(20, prices))
        assert computed.margins(prices).tolist() == dense.margins(prices).tolist()


def test_a_program_that_fills_one_by_one_is_what_it_would_be_at_once(company: Cohort) -> None:
    filling = KernelMarket(store_of(replace(company, mentors=(), mentees=())), law_of(company))
    filling.store.mark_all((*pair, bar) for pair, bar in company.barred.items())
    for number, mentor in enumerate(company.mentors):
        filling.store.put_mentor(mentor)
        if number < len(company.mentees):
            filling.store.put_mentee(company.mentees[number])
        if number % 40 == 0:
            filling.lists(5)
    for mentee in company.mentees[len(company.mentors) :]:
        filling.store.put_mentee(mentee)
    mentees, mentors = sides(company)
    rows = [filling.store.mentees.rows[one.enrollment] for one in mentees]
    columns = [filling.store.mentors.rows[one.enrollment] for one in mentors]
    assert everywhere(filling)[np.ix_(rows, columns)].tolist() == twin(company).matrix.tolist()


def test_little_room_for_rows_changes_nothing(company: Cohort) -> None:
    usual, narrow = market(company), market(company)
    narrow._rows._room = 60 * 320
    assert of(narrow.lists(7)) == of(usual.lists(7))
    assert narrow._rows.most < 80


def test_a_search_names_only_whom_it_admits(company: Cohort) -> None:
    computed = market(company)
    admitted = np.arange(len(computed.places)) % 3 == 0
    columns, _ = computed.top(4, 1000, admitted)
    everybody, _ = computed.top(4, 1000)
    assert columns.tolist() == [column for column in everybody.tolist() if column % 3 == 0]


def test_who_people_are_changes_no_points(company: Cohort) -> None:
    def renamed(one: UUID) -> UUID:
        return UUID(int=one.int ^ (0xABCDEF << 80))

    def other(one: Candidate) -> Candidate:
        return replace(
            one,
            enrollment=renamed(one.enrollment),
            person=renamed(one.person),
            chain=frozenset(map(renamed, one.chain)),
        )

    relabelled = replace(
        company,
        mentors=tuple(map(other, company.mentors)),
        mentees=tuple(map(other, company.mentees)),
        barred={(renamed(a), renamed(b)): bar for (a, b), bar in company.barred.items()},
    )

    def total(cohort: Cohort) -> dict[tuple[int, int], int]:
        mentees, mentors = sides(cohort)
        found = market(cohort).lists(len(mentors))
        return {(mentees[r].person.int & 0xFFFFFF, mentors[c].person.int & 0xFFFFFF): p for r, c, p in of(found)}

    assert total(relabelled) == total(company)


@given(cohorts(most=7), st.data())
@settings(max_examples=40, deadline=None)
def test_a_mentor_more_never_lowers_the_points_of_a_list(cohort: Cohort, data: st.DataObject) -> None:
    more = [
        one for one in data.draw(cohorts(most=3)).mentors if one.person not in {two.person for two in cohort.mentors}
    ]
    larger = replace(cohort, mentors=(*cohort.mentors, *more))
    for row in range(len(cohort.mentees)):
        before, after = (market(one).top(row, 4)[1].tolist() for one in (cohort, larger))
        assert len(after) >= len(before)
        assert all(there >= here for here, there in zip(before, after, strict=False))


def test_every_rule_has_its_bit() -> None:
    assert len(BITS) <= 16
    assert set(BITS) == set(BREACHES)
