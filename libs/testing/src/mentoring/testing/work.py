"""A unit of work without a database: what was announced can be asked, the clock can be set."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from mentoring.kernel import Announceable

F = TypeVar("F", bound=Announceable)

A_MONDAY_MORNING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class InMemoryWork:
    """Services extend it with in-memory repositories; `now` and `new_id` are the same at every run."""

    def __init__(self, now: datetime = A_MONDAY_MORNING) -> None:
        self._now = now
        self._ids = 0
        self._announced: list[Announceable] = []

    def announce(self, fact: Announceable) -> None:
        """Keeps the fact, in order."""
        self._announced.append(fact)

    def announced(self, kind: type[F]) -> list[F]:
        """All facts of one type so far, oldest first."""
        return [fact for fact in self._announced if isinstance(fact, kind)]

    def everything_announced(self) -> Iterable[Announceable]:
        """All facts so far, oldest first."""
        return tuple(self._announced)

    def forget_announced(self) -> None:
        """Empties the list, so that a test can look at its last act alone."""
        self._announced.clear()

    def now(self) -> datetime:
        """The set instant, in UTC."""
        return self._now

    def is_at(self, instant: datetime) -> None:
        """Sets the clock; the instant must be aware."""
        if instant.tzinfo is None:
            raise ValueError(f"an instant needs its zone: {instant}")
        self._now = instant.astimezone(UTC)

    def after(self, span: timedelta) -> None:
        """Lets time pass."""
        self._now += span

    def new_id(self) -> UUID:
        """A UUIDv7 of the set instant; ids rise in the order in which they are asked."""
        self._ids += 1
        milliseconds = int(self._now.timestamp() * 1000)
        return UUID(int=(milliseconds << 80) | (0x7 << 76) | (0b10 << 62) | self._ids)
