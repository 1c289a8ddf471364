"""Pages: a cursor comes back as what it was made of, and nothing else is one."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.runtime import Paging, Problem
from mentoring.runtime.exchange.pages import cursor_of, marks_of

MARKS = st.lists(st.none() | st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False), max_size=4)


@given(MARKS)
def test_a_cursor_comes_back_as_its_marks(marks: list[str | int | float | None]) -> None:
    assert marks_of(cursor_of(marks)) == tuple(marks)


@given(st.text())
def test_what_is_no_cursor_is_refused_and_never_breaks(text: str) -> None:
    with contextlib.suppress(Problem):
        assert isinstance(marks_of(text), tuple)


def test_a_page_says_whether_there_is_more() -> None:
    rows = list(range(11))
    first = Paging(limit=10).of(rows, by=lambda row: [row])
    assert first.items == rows[:10]
    assert first.next == cursor_of([9])
    assert Paging(limit=10, after=first.next).after == (9,)
    assert Paging(limit=11).of(rows, by=lambda row: [row]).next is None
    assert Paging(limit=10).of([], by=lambda row: [row]).next is None


@pytest.mark.parametrize("cursor", ["e30", "WzEsWzJdXQ", "é", "=", "bnVsbA"])
def test_json_that_is_no_list_of_marks_is_no_cursor(cursor: str) -> None:
    with pytest.raises(Problem):
        marks_of(cursor)
