"""Where a list goes on, out of a cursor; one of another list is refused."""

from datetime import datetime
from uuid import UUID

from mentoring.runtime import Fault, Paging, Problem


def number_after(page: Paging) -> int:
    """The number behind which the page begins."""
    match page.after:
        case None:
            return 0
        case (int(number),):
            return number
        case _:
            raise _strange()


def start_after(page: Paging) -> tuple[datetime, UUID] | None:
    """The start and the id behind which the page begins."""
    match page.after:
        case None:
            return None
        case (str(starts), str(key)):
            try:
                return datetime.fromisoformat(starts), UUID(key)
            except ValueError:
                raise _strange() from None
        case _:
            raise _strange()


def _strange() -> Problem:
    fault = Fault(where="query.after", what="It is of another list.", mend="Give the `next` of the page before.")
    return Problem(422, "bad-cursor", "The cursor is none of this list.", errors=[fault])
