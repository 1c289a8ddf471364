"""What pages read. Each is one look at one moment; a thing that has not arrived is None or a placeholder."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from mentoring.portal.domain.changed import Changed
from mentoring.portal.domain.introduction import Introduction
from mentoring.portal.domain.mentorship import CheckIn, Mentorship, Session
from mentoring.portal.domain.news import Headcount, Import, Item
from mentoring.portal.domain.notice import Notice
from mentoring.portal.domain.offer import Offer
from mentoring.portal.domain.participant import Participant
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.place import Joinable, Place
from mentoring.portal.domain.program import Places, Program
from mentoring.portal.domain.progress import Progress
from mentoring.portal.domain.room import Room
from mentoring.portal.domain.run import Run
from mentoring.portal.ports.issuer import SignIn


class SiteViews(Protocol):
    """What every page needs."""

    async def sign_in(self, secret: str, now: datetime) -> SignIn | None:
        """Who holds the secret, unless the sign-in is over."""
        ...

    async def lacking(self, changes: Sequence[Changed]) -> frozenset[str]:
        """The keys of those changes that the model does not have yet."""
        ...

    async def latest_change(self) -> int:
        """The id of the last notice; 0 where there is none."""
        ...

    async def oldest_change(self) -> int:
        """The id of the oldest notice that is kept; 0 where there is none."""
        ...

    async def notices_after(self, position: int, limit: int = 500) -> list[tuple[int, Notice]]:
        """Notices with their ids, in order."""
        ...


class PairViews(Protocol):
    """What a person sees of proposals, mentorships and sessions."""

    async def offers_of(self, person: UUID) -> list[Offer]:
        """The person's open proposals, the most urgent first."""
        ...

    async def offer(self, proposal: UUID) -> Offer | None:
        """One proposal."""
        ...

    async def mentorships_of(self, person: UUID, now: datetime) -> list[Mentorship]:
        """The person's mentorships, running ones first."""
        ...

    async def mentorship(self, mentorship: UUID, now: datetime) -> Mentorship | None:
        """One mentorship."""
        ...

    async def introductions_of(self, person: UUID) -> list[Introduction]:
        """Introductions that the person has a part in, the newest first."""
        ...

    async def introduction(self, introduction: UUID) -> Introduction | None:
        """One introduction."""
        ...

    async def sessions_of(self, person: UUID, since: datetime) -> list[Session]:
        """The person's booked sessions that end after ``since``, the next first; at most 20."""
        ...

    async def sessions_in(self, mentorship: UUID) -> list[Session]:
        """All sessions of a mentorship, by time."""
        ...

    async def session(self, session: UUID) -> Session | None:
        """One session."""
        ...

    async def check_ins_of(self, person: UUID) -> list[CheckIn]:
        """Check-ins of the person's running mentorships that have no session, by due date."""
        ...

    async def check_ins_in(self, mentorship: UUID) -> list[CheckIn]:
        """All check-ins of a mentorship, by number."""
        ...

    async def inbox(self, person: UUID, before: datetime | None = None, limit: int = 50) -> list[Item]:
        """The person's inbox, the newest first."""
        ...


class PeopleViews(Protocol):
    """People and what they say about themselves."""

    async def person(self, person: UUID) -> Person:
        """One person, or the placeholder."""
        ...

    async def people(self, ids: Sequence[UUID]) -> dict[UUID, Person]:
        """All of these, placeholders included."""
        ...

    async def participant(self, person: UUID) -> Participant | None:
        """The person's profile."""
        ...

    async def headlines(self, people: Sequence[UUID]) -> dict[UUID, str]:
        """What these people say of themselves in one line; whoever says nothing is absent."""
        ...

    async def skills_named(self, limit: int = 200) -> list[str]:
        """Names of skills that people offer, the most frequent first: what a form suggests."""
        ...

    async def people_called(self, references: Sequence[str]) -> dict[str, Person]:
        """People by employee id or address, as they were asked for; unknown ones are absent."""
        ...

    async def headcount(self) -> Headcount:
        """The company in numbers."""
        ...

    async def imports(self, limit: int = 10) -> list[Import]:
        """The last imports, the newest first."""
        ...

    async def import_(self, import_id: UUID) -> Import | None:
        """One import."""
        ...


class PlaceViews(Protocol):
    """Where a person takes part."""

    async def places_of(self, person: UUID) -> list[Place]:
        """The person's places, open programs first."""
        ...

    async def joinable_by(self, person: UUID, today: date) -> list[Joinable]:
        """Programs that the person may join by themselves and has no place in."""
        ...


class ProgramViews(Protocol):
    """What the people who run programs see."""

    async def programs(self, manager: UUID | None) -> list[Program]:
        """The programs that the person manages, or all."""
        ...

    async def program(self, program: UUID) -> Program | None:
        """One program."""
        ...

    async def places(self, program: UUID) -> Places:
        """Who is enrolled, in numbers."""
        ...

    async def progress(self, program: UUID) -> Progress:
        """How far its people have come."""
        ...

    async def rooms(self, people: Sequence[UUID]) -> dict[UUID, Room]:
        """How much room these mentors have; whoever is none is absent."""
        ...

    async def runs(self, program: UUID) -> list[Run]:
        """Its match runs, the newest first."""
        ...

    async def run(self, run: UUID) -> Run | None:
        """One match run."""
        ...


class Views(SiteViews, PairViews, PeopleViews, PlaceViews, ProgramViews, Protocol):
    """Everything that pages read."""
