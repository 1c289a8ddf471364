from hypothesis import given
from hypothesis import strategies as st

from mentoring.profile.domain.reporting_lines import settle

People = st.integers(min_value=0, max_value=12)


@st.composite
def trees(draw: st.DrawFn) -> dict[int, int | None]:
    """Each reports to somebody with a lower number, or to nobody."""
    return {
        person: draw(st.none() if person == 0 else st.none() | st.integers(0, person - 1))
        for person in range(draw(st.integers(1, 13)))
    }


def climb(lines: dict[int, int | None], start: int) -> bool:
    """Whether the way up from here ends."""
    at: int | None = start
    for _ in range(len(lines) + 2):
        if at is None:
            return True
        at = lines.get(at)
    return False


def test_members_of_a_circle_keep_their_manager_and_others_get_the_wished_one() -> None:
    standing = {1: None, 2: 1, 3: 1, 4: 3}
    lines = settle({1: 2, 2: 3, 3: 1, 4: 2}, standing)
    assert lines.kept == {1, 2, 3}


def test_whoever_is_their_own_manager_keeps_the_one_of_before() -> None:
    assert settle({1: 1}, {1: 7, 7: None}).kept == {1}


def test_newcomers_on_a_circle_have_no_manager() -> None:
    lines = settle({1: 2, 2: 1, 3: 1}, {})
    assert lines.kept == {1, 2}
    assert lines.rank == {1: 0}


def test_to_keep_the_old_manager_may_close_a_second_circle() -> None:
    # 1 and 2 wish each other; 1's old manager 3 wishes to report to 1.
    standing = {1: 3, 2: None, 3: None}
    lines = settle({1: 2, 2: 1, 3: 1}, standing)
    assert lines.kept == {1, 2, 3}


@given(trees(), st.dictionaries(People, st.none() | People))
def test_lines_always_end_and_only_circles_are_refused(
    standing: dict[int, int | None], wished: dict[int, int | None]
) -> None:
    lines = settle(wished, standing)
    settled = {**standing, **wished, **{person: standing.get(person) for person in lines.kept}}

    assert all(climb(settled, person) for person in settled)
    assert lines.kept <= wished.keys()
    if all(climb({**standing, **wished}, person) for person in {**standing, **wished}):
        assert lines.kept == frozenset()
    for person in {**standing, **wished}:
        first_circle = not climb({**standing, **wished}, person) and _returns({**standing, **wished}, person)
        if first_circle and person in wished:
            assert person in lines.kept


@given(trees(), st.dictionaries(People, st.none() | People))
def test_every_state_on_the_way_is_a_tree_whose_managers_are_there(
    standing: dict[int, int | None], wished: dict[int, int | None]
) -> None:
    lines = settle(wished, standing)
    now = dict(standing)
    for person in sorted(wished, key=lambda one: lines.rank.get(one, 99)):
        manager = standing.get(person) if person in lines.kept else wished[person]
        if manager is not None and manager in wished:
            assert manager in now, "whoever is above has come before"
        now[person] = manager
        assert all(climb(now, one) for one in now)


def _returns(lines: dict[int, int | None], start: int) -> bool:
    at = lines.get(start)
    for _ in range(len(lines) + 1):
        if at == start:
            return True
        at = None if at is None else lines.get(at)
    return False
