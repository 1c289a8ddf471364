"""Where a page goes on."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from mentoring.runtime import Fault, Page, Paging, Problem

Row = TypeVar("Row")
Item = TypeVar("Item")


def after_id(page: Paging) -> UUID | None:
    """The id behind which the page begins; None for the first."""
    if not page.after:
        return None
    try:
        return UUID(str(page.after[0]))
    except ValueError:
        raise _strange() from None


def after_risk(page: Paging) -> tuple[int, UUID] | None:
    """The risk and the id behind which the page begins; None for the first."""
    if not page.after:
        return None
    try:
        risk, last = page.after
        return int(risk or 0), UUID(str(last))
    except ValueError:
        raise _strange() from None


def after_rank(page: Paging) -> int:
    """The rank behind which the page begins; 0 for the first."""
    if not page.after:
        return 0
    if not isinstance(page.after[0], int):
        raise _strange()
    return page.after[0]


def after_points(page: Paging) -> tuple[int, int] | None:
    """The points and the rank behind which the page begins; None for the first."""
    match page.after:
        case None | []:
            return None
        case [int(points), int(rank)]:
            return points, rank
        case _:
            raise _strange()


def paged(page: Paging, rows: Sequence[Row], by: Callable[[Row], str | int], show: Callable[[Row], Item]) -> Page[Item]:
    """The rows as they are shown, with the cursor of the next page."""
    kept = page.of(rows, by=lambda row: [by(row)])
    return Page(items=[show(row) for row in kept.items], next=kept.next)


def _strange() -> Problem:
    fault = Fault(where="query.after", what="It is of another list.", mend="Give the `next` of this list's last page.")
    return Problem(422, "bad-cursor", "The cursor is none that this list gave.", errors=[fault])
