"""Lists come in pages, each with the cursor of the next."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel

from mentoring.runtime.exchange.problems import Fault, Problem

T = TypeVar("T")
Row = TypeVar("Row")
Mark = str | int | float | None
LARGEST_PAGE = 200


class Page(BaseModel, Generic[T]):
    """A part of a list. ``next`` is the cursor of the part behind it, or null at the end."""

    items: list[T]
    next: str | None = None


def cursor_of(marks: Sequence[Mark]) -> str:
    """The opaque cursor that stands behind a row with these sort keys."""
    return base64.urlsafe_b64encode(json.dumps(list(marks), separators=(",", ":")).encode()).decode().rstrip("=")


def marks_of(cursor: str) -> tuple[Mark, ...]:
    """The sort keys in a cursor.

    Raises:
        Problem: it is none that this service gave.
    """
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeDecodeError, ValueError):
        found = None
    if not isinstance(found, list) or not all(isinstance(mark, str | int | float | None) for mark in found):
        fault = Fault(
            where="query.after", what="It is no cursor.", mend="Give the `next` of the page before, as it is."
        )
        raise Problem(422, "bad-cursor", "The cursor is none that this service gave.", errors=[fault])
    return tuple(found)


class Paging:
    """Where a list goes on, and how much of it is asked for. Ask the view for ``limit + 1`` rows."""

    def __init__(
        self,
        after: Annotated[str | None, Query(max_length=500, description="The `next` of the page before.")] = None,
        limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50,
    ) -> None:
        self.limit = limit
        self.after: tuple[Mark, ...] | None = None if after is None else marks_of(after)
        """The sort keys of the last row of the page before."""

    def of(self, rows: Sequence[Row], by: Callable[[Row], Sequence[Mark]]) -> Page[Row]:
        """A page of ``rows``, one more than asked for where the list goes on; ``by`` gives a row's sort keys."""
        kept = list(rows[: self.limit])
        return Page(items=kept, next=cursor_of(by(kept[-1])) if len(rows) > self.limit else None)


Paged = Annotated[Paging, Depends()]
"""A door's parameter: ``page: Paged``."""
