"""What becomes of the pairs: mentorships, and what their two write."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.introduction import Introduction
from mentoring.matching.domain.meetings import AskedCheckIn, Meeting, Seen
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.reflection import Reflection


class Mentorships(Protocol):
    """Agreed relationships. ``get`` and ``hold`` raise MentorshipUnknown.

    What falls due is read without a lock: whoever acts on it holds the places first, then the mentorships, and looks
    again.
    """

    async def add(self, mentorship: Mentorship) -> None: ...
    async def get(self, mentorship: UUID) -> Mentorship: ...
    async def hold(self, mentorship: UUID) -> Mentorship: ...
    async def hold_all(self, mentorships: Collection[UUID]) -> Sequence[Mentorship]:
        """Those that are there, in the order of their ids, so that no two works wait for each other."""
        ...

    async def hold_running_of_person(self, person: UUID) -> Sequence[Mentorship]: ...
    async def of_moved(self, moved: Collection[UUID], reporting: Collection[UUID]) -> Sequence[Mentorship]:
        """Running ones that may break a rule, or keep it again.

        All of the ``moved``; of those who report elsewhere (``reporting``) and of all below them the ones that are
        flagged or whose other side is above them now.
        """
        ...

    async def ended_by_leaving(self, enrollments: Collection[UUID]) -> Sequence[Mentorship]:
        """Those that ended in these places because one of the two left, the last ones first."""
        ...

    async def over(self, today: date, most: int) -> Sequence[Mentorship]:
        """Running ones whose last day is behind, oldest first."""
        ...

    async def hold_to_resume(self, today: date, most: int) -> Sequence[Mentorship]:
        """Paused ones whose first day on which they go on has come; passes over what others hold."""
        ...

    async def hold_for_next_phase(self, today: date, most: int) -> Sequence[Mentorship]:
        """Running ones that reached their next phase; passes over what others hold."""
        ...

    async def save(self, mentorships: Sequence[Mentorship]) -> None: ...


class Agreements(Protocol):
    """The words of agreements: for the two alone."""

    async def set(self, mentorship: UUID, agreement: Agreement) -> None:
        """Over what was there."""
        ...

    async def of(self, mentorship: UUID) -> Agreement | None: ...
    async def forget(self, people: Collection[UUID]) -> None:
        """The words of every pair of which one of them is part."""
        ...


class Reflections(Protocol):
    """What the two make of their mentorship: words for the two alone, and a number."""

    async def add(self, reflection: Reflection) -> bool:
        """False where the person has reflected on it already."""
        ...

    async def of(self, mentorship: UUID) -> Sequence[Reflection]:
        """Oldest first."""
        ...

    async def forget(self, people: Collection[UUID]) -> None:
        """The words of every pair of which one of them is part; the numbers stay."""
        ...


class Introductions(Protocol):
    """Warm introductions. ``get`` and ``hold`` raise IntroductionUnknown."""

    async def add(self, introduction: Introduction, message: str) -> bool:
        """False where the two are being introduced to each other already, or were."""
        ...

    async def get(self, introduction: UUID) -> Introduction: ...
    async def hold(self, introduction: UUID) -> Introduction: ...
    async def hold_expired(self, at: datetime, most: int) -> Sequence[Introduction]:
        """Open ones whose time is over; passes over what others hold."""
        ...

    async def hold_open_of_person(self, person: UUID) -> Sequence[Introduction]:
        """Whichever of the three they are."""
        ...

    async def open_in(self, mentorship: UUID) -> int:
        """How many of a mentorship await an answer."""
        ...

    async def save(self, introductions: Sequence[Introduction]) -> None: ...
    async def forget(self, people: Collection[UUID]) -> Sequence[UUID]:
        """All that one of them is part of; answers which."""
        ...


class Behaviours(Protocol):
    """What scheduling tells of the pairs, and which of them are to be judged."""

    async def keep_meetings(self, meetings: Sequence[Meeting]) -> None: ...
    async def forget_meetings(self, sessions: Collection[UUID]) -> None: ...
    async def keep_check_ins(self, asked: Mapping[UUID, Sequence[AskedCheckIn]]) -> None:
        """By mentorship; over what was there."""
        ...

    async def forget_check_ins(self, mentorships: Collection[UUID]) -> None: ...
    async def judge_at(self, mentorships: Collection[UUID], at: datetime) -> None:
        """They are judged then, or sooner if that was asked for."""
        ...

    async def due(self, at: datetime, most: int) -> Sequence[UUID]:
        """Mentorships to be judged, the oldest first, without a lock: hold them before you look."""
        ...

    async def hold(self, mentorships: Collection[UUID]) -> None:
        """Whatever is told of them from now on is judged later; taken after the mentorships."""
        ...

    async def judged(self, running: Collection[UUID], over: Collection[UUID], again_at: datetime) -> None:
        """Those that run are judged again then; the others never."""
        ...

    async def seen(self, mentorships: Collection[UUID], at: datetime) -> dict[UUID, Seen]:
        """What each of them did and left undone by then."""
        ...
