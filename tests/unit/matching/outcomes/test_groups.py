"""Figures of groups hide everybody in them."""

from hypothesis import given
from hypothesis import strategies as st

from mentoring.matching.domain.outcomes.groups import OTHER, SMALLEST, UNKNOWN, Cell, Group, groups_by


def a_cell(site: str | None, people: int, proposed: int = 0, matched: int = 0) -> Cell:
    return Cell("mentee", site, None, None, people, proposed, matched)


def test_groups_come_largest_first_and_those_that_are_unknown_are_one() -> None:
    cells = [a_cell("Linz", 10, 10, 5), a_cell("Graz", 20, 20, 10), a_cell(None, 6), a_cell("Linz", 5, 5, 5)]
    assert [Group("Graz", 20, 20, 10), Group("Linz", 15, 15, 10), Group(UNKNOWN, 6, 0, 0)] == groups_by("site", cells)


def test_small_groups_are_told_together_and_with_another_where_that_is_still_few() -> None:
    small = [a_cell("A", 3, 3), a_cell("B", 3, 3), a_cell("C", 20, 20)]
    assert [("C", 20), (OTHER, 6)] == [(one.name, one.people) for one in groups_by("site", small)]
    few = [a_cell("A", 2), a_cell("B", 7), a_cell("C", 20)]
    assert [("C", 20), (OTHER, 9)] == [(one.name, one.people) for one in groups_by("site", few)]
    assert [] == groups_by("site", [a_cell("A", 4)])
    assert [(OTHER, 6)] == [(one.name, one.people) for one in groups_by("site", [a_cell("A", 1), a_cell("B", 5)])]


def test_a_count_that_concerns_a_few_is_hidden_and_a_second_one_that_would_give_it_away() -> None:
    cells = [a_cell("A", 10, 8, 2), a_cell("B", 30, 15, 15), a_cell("C", 20, 10, 10)]
    found = {one.name: (one.proposed, one.matched) for one in groups_by("site", cells)}
    assert {"A": (None, None), "B": (15, 15), "C": (None, None)} == found


sizes = st.integers(0, 12).flatmap(
    lambda people: st.tuples(st.just(people), st.integers(0, people), st.integers(0, people))
)


@given(st.lists(st.tuples(st.sampled_from([*"ABCDEF", None]), sizes), max_size=20))
def test_nobody_is_told_of_directly_or_by_difference(listed: list[tuple[str | None, tuple[int, int, int]]]) -> None:
    cells = [a_cell(site, *counts) for site, counts in listed]
    total = sum(cell.people for cell in cells)
    groups = groups_by("site", cells)
    assert all(group.people >= SMALLEST for group in groups)
    assert sum(group.people for group in groups) == (total if total >= SMALLEST else 0)
    for column in ("proposed", "matched"):
        told = [getattr(group, column) for group in groups]
        assert not any(
            0 < count < SMALLEST or 0 < group.people - count < SMALLEST
            for group, count in zip(groups, told, strict=True)
            if count is not None
        )
        assert told.count(None) != 1 or len(groups) == 1
