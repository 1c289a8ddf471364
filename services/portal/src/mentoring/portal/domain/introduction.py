"""A warm introduction: one of a pair brings the other together with a third person."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from mentoring.portal.domain.person import Person


@dataclass(frozen=True, slots=True)
class Introduction:
    """As one of the three sees it."""

    id: UUID
    mentorship: UUID
    by: Person
    """Who introduces."""
    introduced: Person
    """The other of the pair."""
    third: Person
    state: Literal["asked", "made", "declined", "expired", "withdrawn"]
    open_until: datetime
    agreed_by: frozenset[UUID] = frozenset()
    outcome: str | None = None
    settling: bool = False

    def concerns(self, person: UUID) -> bool:
        """Whether the person is one of the three."""
        return person in {self.by.id, self.introduced.id, self.third.id}

    def asks(self, reader: UUID, now: datetime) -> bool:
        """Whether the reader's answer is awaited."""
        meets = reader in {self.introduced.id, self.third.id}
        waits = self.state == "asked" and now < self.open_until and not self.settling
        return meets and waits and reader not in self.agreed_by

    def whom(self, reader: UUID) -> Person:
        """Whom the reader would meet; for who introduces, the third."""
        return self.introduced if reader == self.third.id else self.third

    def settles(self) -> Self:
        """The same, with its old state no longer shown as if it were new."""
        return replace(self, settling=True)
