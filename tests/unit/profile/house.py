"""One face for both memories, so that one suite judges them."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol, TypeVar

from mentoring.kernel import Announceable
from mentoring.profile.domain.hr_import import Import
from mentoring.profile.domain.hr_row import Remark
from mentoring.profile.domain.person import Person
from mentoring.profile.ports import Colleagues, Views, Work
from mentoring.profile.usecases.apply_import import apply_import
from mentoring.testing.work import InMemoryWork
from tests.unit.profile import builders
from tests.unit.profile.memory import MemoryViews, MemoryWork

F = TypeVar("F", bound=Announceable)


class House(Protocol):
    """Where work is done, and what was told meanwhile."""

    telling: InMemoryWork

    def work(self) -> AbstractAsyncContextManager[Work]: ...
    def views(self) -> AbstractAsyncContextManager[Views]: ...


class MemoryHouse:
    def __init__(self) -> None:
        self._work = MemoryWork()
        self.telling: InMemoryWork = self._work

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        yield self._work

    @asynccontextmanager
    async def views(self) -> AsyncIterator[Views]:
        yield MemoryViews(self._work)


class Hr:
    """The HR department at work in a house: brings files, waits, looks."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def bring(self, content: str | bytes | Iterable[builders.Row], **order: bool) -> Import:
        """Bring a file and wait until it is applied."""
        one = await self.receive(content, **order)
        await self.apply()
        async with self.house.views() as views:
            found = await views.import_(one.id)
            assert found is not None
            return found

    async def receive(self, content: str | bytes | Iterable[builders.Row], **order: bool) -> Import:
        async with self.house.work() as work:
            return await builders.receive(work, content, **order)

    async def apply(self, chunk: int = 5000) -> int:
        """Each chunk in a unit of work of its own; how many there were."""
        chunks = 0
        while True:
            async with self.house.work() as work:
                if not await apply_import(work, chunk):
                    return chunks
            chunks += 1

    async def report(self, one: Import) -> Sequence[Remark]:
        async with self.house.views() as views:
            return [remark for _, remark in await views.remarks(one.id, 0, 1000)]

    async def said(self, one: Import) -> list[tuple[int, str, str]]:
        """Of each remark: line, field, kind."""
        return [(remark.line, remark.where, remark.kind) for remark in await self.report(one)]

    async def people(self) -> dict[str, Person]:
        """All people by employee id."""
        async with self.house.views() as views:
            return {person.employee_id: person for person in await views.people(Colleagues(), None, 10_000)}

    async def line_of(self, employee_id: str) -> str | None:
        """The employee id of somebody's manager."""
        people = await self.people()
        manager = people[employee_id].manager
        return next((person.employee_id for person in people.values() if person.id == manager), None)

    def told(self, kind: type[F]) -> list[F]:
        """Facts of one type that were told since the last `forget`."""
        return self.house.telling.announced(kind)

    def everything_told(self) -> list[Announceable]:
        return list(self.house.telling.everything_announced())

    def forget(self) -> None:
        self.house.telling.forget_announced()
