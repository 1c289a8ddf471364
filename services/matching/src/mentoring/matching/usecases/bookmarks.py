"""A person's own list of people."""

from typing import Final
from uuid import UUID

from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.errors.enrollments import PersonUnknown
from mentoring.matching.domain.errors.requests import BookmarkedYourself, BookmarkUnknown, TooManyBookmarks
from mentoring.matching.ports import Work

MOST: Final = 500


async def add_bookmark(by: PersonId, person: UUID, work: Work) -> None:
    """Somebody who works here is kept in mind, once; nobody but the owner ever learns of it."""
    if by == person:
        raise BookmarkedYourself(where="path.person_id")
    known = (await work.people.of([person])).get(person)
    if known is None or known.status == "left":
        raise PersonUnknown(person=person, where="path.person_id")
    if await work.bookmarks.count(by) >= MOST:
        raise TooManyBookmarks(most=MOST)
    await work.bookmarks.add(by, person, work.now())


async def remove_bookmark(by: PersonId, person: UUID, work: Work) -> None:
    """No longer in mind."""
    if not await work.bookmarks.remove(by, person):
        raise BookmarkUnknown(person=person)
