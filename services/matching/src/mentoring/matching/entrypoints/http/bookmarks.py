"""The caller's own list of people."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases.bookmarks import add_bookmark, remove_bookmark
from mentoring.runtime import Caller, Doors, known

bookmarks = Doors(tags=["bookmarks"])


class BookmarkBody(BaseModel):
    """Somebody whom the caller has in mind."""

    person: UUID
    added_at: datetime


class BookmarkList(BaseModel):
    """All of them, the newest first; nobody but the caller sees them."""

    items: list[BookmarkBody]


@bookmarks.view("/bookmarks", policy=known)
async def mine(caller: Caller, views: Views) -> BookmarkList:
    """Whom the caller has in mind."""
    found = await views.bookmarks(caller.known)
    return BookmarkList(items=[BookmarkBody(person=person, added_at=at) for person, at in found])


@bookmarks.view("/bookmarks/{person_id}", policy=known)
async def one(person_id: UUID, caller: Caller, views: Views) -> BookmarkList:
    """The one, or an empty list."""
    found = await views.bookmarks(caller.known)
    return BookmarkList(items=[BookmarkBody(person=person, added_at=at) for person, at in found if person == person_id])


@bookmarks.command("PUT", "/bookmarks/{person_id}", policy=known)
async def add(person_id: UUID, caller: Caller, work: Work) -> None:
    """Keep somebody in mind; a second time changes nothing."""
    await add_bookmark(caller.known, person_id, work)


@bookmarks.command("DELETE", "/bookmarks/{person_id}", policy=known)
async def remove(person_id: UUID, caller: Caller, work: Work) -> None:
    """No longer in mind."""
    await remove_bookmark(caller.known, person_id, work)
