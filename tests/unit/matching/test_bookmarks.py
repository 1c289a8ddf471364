"""People keep people in mind; nobody else learns of it."""

import pytest

from mentoring.matching.domain.errors.enrollments import PersonUnknown
from mentoring.matching.domain.errors.requests import BookmarkedYourself, BookmarkUnknown, TooManyBookmarks
from mentoring.matching.usecases import bookmarks
from mentoring.matching.usecases.bookmarks import add_bookmark, remove_bookmark
from mentoring.matching.usecases.people.keep_people import forget_people
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, a_record, people_work_here
from tests.unit.matching.memory.views import MemoryViews
from tests.unit.matching.memory.work import MemoryWork


async def test_a_bookmark_is_kept_once_and_removed(work: MemoryWork) -> None:
    await people_work_here(work, ANA, BEN)
    await add_bookmark(BEN, ANA, work)
    await add_bookmark(BEN, ANA, work)
    assert [(ANA, work.now())] == list(await MemoryViews(work.memory).bookmarks(BEN))
    assert [] == list(await MemoryViews(work.memory).bookmarks(ANA))
    await remove_bookmark(BEN, ANA, work)
    with pytest.raises(BookmarkUnknown):
        await remove_bookmark(BEN, ANA, work)


async def test_nobody_bookmarks_themselves_or_somebody_who_is_not_here(work: MemoryWork) -> None:
    await people_work_here(work, ANA)
    await work.people.keep([a_record(DAN, status="left")])
    with pytest.raises(BookmarkedYourself):
        await add_bookmark(ANA, ANA, work)
    for stranger in (CLEO, DAN):
        with pytest.raises(PersonUnknown):
            await add_bookmark(ANA, stranger, work)


async def test_there_is_an_end_to_bookmarks(work: MemoryWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bookmarks, "MOST", 1)
    await people_work_here(work, ANA, BEN, CLEO)
    await add_bookmark(ANA, BEN, work)
    with pytest.raises(TooManyBookmarks):
        await add_bookmark(ANA, CLEO, work)


async def test_bookmarks_of_and_by_somebody_erased_are_gone(work: MemoryWork) -> None:
    await people_work_here(work, ANA, BEN, CLEO)
    await add_bookmark(ANA, BEN, work)
    await add_bookmark(BEN, CLEO, work)
    await add_bookmark(CLEO, ANA, work)
    await forget_people([BEN], work)
    assert {(CLEO, ANA)} == set(work.memory.bookmarks)
