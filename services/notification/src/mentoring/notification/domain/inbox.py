"""The in-app inbox: what came for a person, by id; the portal finds the words."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from mentoring.notification.domain.delivery import Category


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing that happened for a person; unread until they say otherwise."""

    id: UUID
    event: UUID
    person: UUID
    category: Category
    subject: UUID
    added_at: datetime
    read_at: datetime | None = None

    def read(self, at: datetime) -> Self:
        """Seen once is seen; a second reading changes nothing."""
        return self if self.read_at else replace(self, read_at=at)
