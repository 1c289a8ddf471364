"""The same repositories in memory, for tests of the rules; they pass the suite that PostgreSQL passes.

One `Memory` is what is stored; any number of `MemoryWork` look at it. There is no rollback and no waiting: tests of
races and of failures belong to PostgreSQL.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from mentoring.scheduling.adapters.ical import calendar_of
from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.domain.hours import Assumed, Span, Stated, Week
from mentoring.scheduling.domain.pair import Mentorship, Person
from mentoring.scheduling.domain.rules import Rules
from mentoring.scheduling.domain.session import Session
from mentoring.testing.work import A_MONDAY_MORNING, InMemoryWork


@dataclass
class Memory:
    """What is stored."""

    people: dict[UUID, Person] = field(default_factory=dict)
    hours: dict[UUID, Stated] = field(default_factory=dict)
    assumed: Assumed | None = None
    programs: dict[UUID, str] = field(default_factory=dict)
    mentorships: dict[UUID, Mentorship] = field(default_factory=dict)
    sessions: dict[UUID, Session] = field(default_factory=dict)
    check_ins: dict[tuple[UUID, int], CheckIn] = field(default_factory=dict)


class MemoryPeople:
    """See `ports.People`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Look up."""
        return {person: self._memory.people[person] for person in ids if person in self._memory.people}

    async def hold(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Nobody else is here."""
        return await self.of(ids)

    async def keep(self, people: Sequence[Person]) -> None:
        """Put."""
        self._memory.people.update({person.id: person for person in people})

    async def forget(self, ids: Collection[UUID]) -> None:
        """Take away, with the hours."""
        for person in ids:
            self._memory.people.pop(person, None)
            self._memory.hours.pop(person, None)


class MemoryHours:
    """See `ports.Hours`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, ids: Collection[UUID]) -> Mapping[UUID, Stated]:
        """Look up."""
        return {person: self._memory.hours[person] for person in ids if person in self._memory.hours}

    async def state(self, stated: Stated) -> None:
        """Put."""
        self._memory.hours[stated.person] = stated

    async def hold_assumed(self, first: Week) -> Assumed | None:
        """Look up, or begin."""
        if self._memory.assumed is None:
            self._memory.assumed = Assumed(first)
        return self._memory.assumed

    async def save_assumed(self, assumed: Assumed) -> None:
        """Put."""
        self._memory.assumed = assumed

    async def hold_silent(self, after: UUID, limit: int) -> list[Person]:
        """Look up."""
        silent = [
            person
            for person in self._memory.people
            if person > after and (person not in self._memory.hours or self._memory.hours[person].hours is None)
        ]
        return [self._memory.people[person] for person in sorted(silent)[:limit]]


class MemoryPrograms:
    """See `ports.Programs`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def keep(self, names: Mapping[UUID, str]) -> None:
        """Put."""
        self._memory.programs.update(names)

    async def forget(self, ids: Collection[UUID]) -> None:
        """Take away."""
        for program in ids:
            self._memory.programs.pop(program, None)


class MemoryMentorships:
    """See `ports.Mentorships`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, mentorship: Mentorship) -> bool:
        """Put, if it is new."""
        return self._memory.mentorships.setdefault(mentorship.id, mentorship) is mentorship

    async def save(self, mentorship: Mentorship) -> None:
        """Put."""
        self._memory.mentorships[mentorship.id] = mentorship

    async def hold(self, mentorship: UUID) -> Mentorship | None:
        """Nobody else is here."""
        return self._memory.mentorships.get(mentorship)

    async def hold_of_session(self, session: UUID) -> Mentorship | None:
        """By way of the session."""
        found = self._memory.sessions.get(session)
        return None if found is None else self._memory.mentorships.get(found.mentorship)

    async def hold_with_sessions(self, person: UUID, after: datetime) -> list[Mentorship]:
        """By way of the booked sessions."""
        found = {
            session.mentorship
            for session in self._memory.sessions.values()
            if person in session.pair and session.state == "booked" and session.meeting.starts > after
        }
        return [self._memory.mentorships[mentorship] for mentorship in sorted(found)]

    async def hold_due(self, until: date) -> Mentorship | None:
        """The first that fits."""
        for (mentorship, _), check_in in self._memory.check_ins.items():
            found = self._memory.mentorships[mentorship]
            at_work = all(
                person in self._memory.people and self._memory.people[person].status == "active"
                for person in found.pair
            )
            if check_in.state == "planned" and check_in.due_on <= until and found.state == "active" and at_work:
                return found
        return None


class MemorySessions:
    """See `ports.Sessions`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def get(self, session: UUID) -> Session | None:
        """Look up."""
        return self._memory.sessions.get(session)

    async def book(self, session: Session) -> bool:
        """Put, if both are free."""
        return await self.move(session)

    async def move(self, session: Session) -> bool:
        """Put, if both are free but for the session itself."""
        if await self.busy(session.pair, session.meeting.span, but=session.id):
            return False
        self._memory.sessions[session.id] = session
        return True

    async def cancel(self, session: Session) -> None:
        """Put; only booked sessions hold time."""
        self._memory.sessions[session.id] = session

    async def ahead(self, mentorship: UUID, after: datetime) -> list[Session]:
        """Look up."""
        return sorted(
            (
                session
                for session in self._memory.sessions.values()
                if session.mentorship == mentorship and session.state == "booked" and session.meeting.starts > after
            ),
            key=lambda session: (session.meeting.starts, session.id),
        )

    async def busy(self, people: Collection[UUID], window: Span, *, but: UUID | None = None) -> list[Span]:
        """Look up."""
        return sorted(
            session.meeting.span
            for session in self._memory.sessions.values()
            for person in people
            if person in session.pair
            and session.id != but
            and session.state == "booked"
            and session.meeting.span[0] < window[1]
            and window[0] < session.meeting.span[1]
        )


class MemoryCheckIns:
    """See `ports.CheckIns`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, mentorship: UUID) -> list[CheckIn]:
        """Look up."""
        return [self._memory.check_ins[key] for key in sorted(self._memory.check_ins) if key[0] == mentorship]

    async def save(self, mentorship: UUID, check_ins: Sequence[CheckIn]) -> None:
        """Put."""
        self._memory.check_ins.update({(mentorship, each.number): each for each in check_ins})


class MemoryWork(InMemoryWork):
    """One unit of work over what is stored."""

    def __init__(self, memory: Memory, rules: Rules, now: datetime = A_MONDAY_MORNING) -> None:
        super().__init__(now)
        self.memory = memory
        self.rules = rules
        self.people = MemoryPeople(memory)
        self.hours = MemoryHours(memory)
        self.programs = MemoryPrograms(memory)
        self.mentorships = MemoryMentorships(memory)
        self.sessions = MemorySessions(memory)
        self.check_ins = MemoryCheckIns(memory)

    @property
    def views(self) -> "MemoryViews":
        """The same, for plain reading."""
        return MemoryViews(self.memory, self.now, self.rules)


class MemoryViews:
    """See `ports.Views`."""

    def __init__(self, memory: Memory, now: Callable[[], datetime], rules: Rules) -> None:
        self._memory = memory
        self.rules = rules
        self.now = now

    async def people(self, ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """As the repository has them."""
        return await MemoryPeople(self._memory).of(ids)

    async def hours(self, ids: Collection[UUID]) -> Mapping[UUID, Stated]:
        """As the repository has them."""
        return await MemoryHours(self._memory).of(ids)

    async def mentorship(self, mentorship: UUID) -> Mentorship | None:
        """Look up."""
        return self._memory.mentorships.get(mentorship)

    async def busy(self, people: Collection[UUID], window: Span, *, but: UUID | None = None) -> list[Span]:
        """As the repository has it."""
        return await MemorySessions(self._memory).busy(people, window, but=but)

    async def session(self, session: UUID) -> Session | None:
        """Look up."""
        return self._memory.sessions.get(session)

    async def sessions(
        self, person: UUID, mentorship: UUID | None, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Session]:
        """A page."""
        found = sorted(
            (session.meeting.starts, session.id)
            for session in self._memory.sessions.values()
            if person in session.pair and mentorship in {None, session.mentorship}
        )
        behind = [key for key in found if after is None or key > after]
        return [self._memory.sessions[key[1]] for key in behind[:limit]]

    async def check_ins(self, mentorship: UUID) -> list[CheckIn]:
        """As the repository has them."""
        return await MemoryCheckIns(self._memory).of(mentorship)

    async def calendar(self, session: Session) -> bytes:
        """With what is stored."""
        mentorship = self._memory.mentorships.get(session.mentorship)
        program = None if mentorship is None else self._memory.programs.get(mentorship.program)
        return calendar_of(session, await self.people(session.pair), program)
