"""What the use cases need: repositories inside a unit of work, and views for plain reading."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from mentoring import kernel
from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.domain.hours import Assumed, Span, Stated, Week
from mentoring.scheduling.domain.pair import Mentorship, Person
from mentoring.scheduling.domain.rules import Rules
from mentoring.scheduling.domain.session import Session


class People(Protocol):
    """The people that profile told of."""

    async def of(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Those of ``ids`` that are known."""
        ...

    async def hold(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """The same, and nobody else books their time until this work ends. Taken in the order of ids: no deadlock."""
        ...

    async def keep(self, people: Sequence[Person]) -> None:
        """Store, over what was there."""
        ...

    async def forget(self, ids: Collection[UUID]) -> None:
        """Delete, with what they stated of their hours."""
        ...


class Hours(Protocol):
    """What people stated of their hours."""

    async def of(self, ids: Collection[UUID]) -> Mapping[UUID, Stated]:
        """Of those who ever stated something."""
        ...

    async def state(self, stated: Stated) -> None:
        """Store, over what was there."""
        ...

    async def hold_assumed(self, first: Week) -> Assumed | None:
        """The company's hours as told last, locked; ``first`` where nothing was told yet; None while another holds."""
        ...

    async def save_assumed(self, assumed: Assumed) -> None:
        """Store."""
        ...

    async def hold_silent(self, after: UUID, limit: int) -> list[Person]:
        """The next people, by id, who have no hours of their own; locked."""
        ...


class Programs(Protocol):
    """The programs' names, for calendars."""

    async def keep(self, names: Mapping[UUID, str]) -> None:
        """Store, over what was there."""
        ...

    async def forget(self, ids: Collection[UUID]) -> None:
        """Delete."""
        ...


class Mentorships(Protocol):
    """Mentorships. Who holds one is alone in changing its sessions and check-ins. Hold mentorships before people."""

    async def add(self, mentorship: Mentorship) -> bool:
        """Store; False where it is known already."""
        ...

    async def save(self, mentorship: Mentorship) -> None:
        """Store over what was there."""
        ...

    async def hold(self, mentorship: UUID) -> Mentorship | None:
        """The mentorship, locked."""
        ...

    async def hold_of_session(self, session: UUID) -> Mentorship | None:
        """The mentorship of a session, locked: whoever reads the session after it sees the last of it."""
        ...

    async def hold_with_sessions(self, person: UUID, after: datetime) -> list[Mentorship]:
        """All in which the person has a booked session that starts after an instant, locked in the order of ids."""
        ...

    async def hold_due(self, until: date) -> Mentorship | None:
        """One that nobody else holds, with a planned check-in due by then and two people who are here and at work."""
        ...


class Sessions(Protocol):
    """Sessions, and the time that booked ones hold in both people's calendars."""

    async def get(self, session: UUID) -> Session | None:
        """The session."""
        ...

    async def book(self, session: Session) -> bool:
        """Store a new session with its time; False, and nothing stored, where the time of either is taken."""
        ...

    async def move(self, session: Session) -> bool:
        """Store it with its new time; False where that is taken: the work must then be given up."""
        ...

    async def cancel(self, session: Session) -> None:
        """Store it and free its time."""
        ...

    async def ahead(self, mentorship: UUID, after: datetime) -> list[Session]:
        """The booked sessions that start after an instant, by start."""
        ...

    async def busy(self, people: Collection[UUID], window: Span, *, but: UUID | None = None) -> list[Span]:
        """The times held for any of them that touch the window, by start; without those of the session ``but``."""
        ...


class CheckIns(Protocol):
    """The check-ins of mentorships."""

    async def of(self, mentorship: UUID) -> list[CheckIn]:
        """By number."""
        ...

    async def save(self, mentorship: UUID, check_ins: Sequence[CheckIn]) -> None:
        """Store these, over what was there of the same number."""
        ...


class Work(kernel.Work, Protocol):
    """One unit of work of scheduling."""

    @property
    def rules(self) -> Rules:
        """The company's settings."""
        ...

    @property
    def people(self) -> People: ...

    @property
    def hours(self) -> Hours: ...

    @property
    def programs(self) -> Programs: ...

    @property
    def mentorships(self) -> Mentorships: ...

    @property
    def sessions(self) -> Sessions: ...

    @property
    def check_ins(self) -> CheckIns: ...


class Views(Protocol):
    """Plain reading."""

    @property
    def rules(self) -> Rules:
        """The company's settings."""
        ...

    def now(self) -> datetime:
        """The business time, aware, in UTC."""
        ...

    async def people(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Those of ``ids`` that are known."""
        ...

    async def hours(self, ids: Collection[UUID]) -> Mapping[UUID, Stated]:
        """Of those who ever stated something."""
        ...

    async def mentorship(self, mentorship: UUID) -> Mentorship | None:
        """The mentorship."""
        ...

    async def busy(self, people: Collection[UUID], window: Span, *, but: UUID | None = None) -> list[Span]:
        """The times held for any of them that touch the window, by start; without those of the session ``but``."""
        ...

    async def session(self, session: UUID) -> Session | None:
        """The session."""
        ...

    async def sessions(
        self, person: UUID, mentorship: UUID | None, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Session]:
        """The person's sessions of all states by start and id, behind ``after``; of one mentorship or of all."""
        ...

    async def check_ins(self, mentorship: UUID) -> list[CheckIn]:
        """By number."""
        ...

    async def calendar(self, session: Session) -> bytes:
        """The session as an iCalendar file."""
        ...
