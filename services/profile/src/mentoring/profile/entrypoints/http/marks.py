"""The sort keys in cursors, as these lists need them."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.runtime import Problem

Marks = Sequence[str | int | float | None]


def _strange() -> Problem:
    return Problem(422, "bad-cursor", "The cursor is none that this list gave.")


def uuid_of(marks: Marks | None) -> UUID | None:
    """Behind which id the page begins."""
    if marks is None:
        return None
    try:
        (mark,) = marks
        return UUID(str(mark))
    except ValueError:
        raise _strange() from None


def number_of(marks: Marks | None) -> int:
    """Behind which number the page begins; 0 at the start."""
    if marks is None:
        return 0
    if len(marks) != 1 or not isinstance(marks[0], int) or not 0 <= marks[0] < 1 << 31:
        raise _strange()
    return marks[0]
