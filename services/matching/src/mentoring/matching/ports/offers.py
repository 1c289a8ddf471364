"""Who can be asked, who asks, and whose wish goes on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from mentoring.contracts.matching import MentorState
from mentoring.matching.domain.answer_time import Habit, Wait
from mentoring.matching.domain.mentor import Mentor
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.waterfall import Wish


class Mentors(Protocol):
    """How mentors can be asked, and how they answer."""

    async def mark(self, people: Collection[UUID]) -> None:
        """Their room or habits have changed; the clock tells."""
        ...

    async def marked(self, at: datetime, most: int) -> Sequence[UUID]:
        """Some who are marked, or whose hour has come; their marks are taken, and they are held."""
        ...

    async def of(self, people: Collection[UUID]) -> dict[UUID, Mentor]:
        """Those who are or were mentors."""
        ...

    async def told(self, people: Collection[UUID]) -> dict[UUID, MentorState]:
        """What was told of them last."""
        ...

    async def keep_told(self, states: Mapping[UUID, MentorState], again: Mapping[UUID, datetime | None]) -> None:
        """What is told now, and when to look again for the hour alone."""
        ...

    async def note_waits(self, waits: Mapping[UUID, tuple[UUID, Wait]], at: datetime) -> None:
        """By proposal: the mentor and how long it waited for them; the first one counts."""
        ...

    async def newest_waits(self, most: int) -> Sequence[Wait]:
        """Of all mentors."""
        ...

    async def habit(self) -> Habit | None: ...
    async def keep_habit(self, habit: Habit) -> None: ...
    async def note_silence(self, people: Collection[UUID], at: datetime) -> None:
        """One more in a row, unless the last one was less than a day ago."""
        ...

    async def break_silence(self, person: UUID) -> None: ...
    async def silent(self, silences: int) -> UUID | None:
        """Somebody who was silent so often in a row and is not frozen yet; passes over what others hold."""
        ...

    async def hold_silences(self, person: UUID) -> int:
        """In a row; nobody changes it until the work ends."""
        ...

    async def forget(self, people: Collection[UUID]) -> Sequence[UUID]:
        """Who of them was told of."""
        ...


class Wishes(Protocol):
    """Mentees who are to get the next best mentor after a proposal that ended."""

    async def add(self, wishes: Sequence[Wish]) -> None: ...
    async def claim(self, at: datetime, until: datetime, most: int) -> Sequence[Wish]:
        """The oldest of one program that nobody works on; they are the caller's until then."""
        ...

    async def take(self, proposal: UUID) -> bool:
        """It is granted or over now; False where somebody else was sooner."""
        ...


class Bookmarks(Protocol):
    """Whom people have in mind; nobody but the owner learns of it."""

    async def add(self, owner: UUID, person: UUID, at: datetime) -> None:
        """Once."""
        ...

    async def remove(self, owner: UUID, person: UUID) -> bool: ...
    async def count(self, owner: UUID) -> int: ...
    async def forget(self, people: Collection[UUID]) -> None:
        """Their own, and those of them."""
        ...


class Letters(Protocol):
    """What people write to somebody whom they ask: for the two alone, on no topic."""

    async def keep(self, letters: Mapping[UUID, tuple[Proposal, str]]) -> None:
        """By proposal."""
        ...

    async def forget(self, people: Collection[UUID]) -> None:
        """All from and to these people."""
        ...
