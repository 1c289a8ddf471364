"""«What needs me?», in the order of urgency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from mentoring.portal.domain.introduction import Introduction
from mentoring.portal.domain.mentorship import CheckIn, Mentorship, Session
from mentoring.portal.domain.news import Item
from mentoring.portal.domain.offer import Offer


@dataclass(frozen=True, slots=True)
class Home:
    """One person's page."""

    offers: tuple[Offer, ...]
    """That wait for the reader, the soonest to expire first; those just answered stand among them."""
    waiting: tuple[Offer, ...]
    """That the reader has accepted and the other side has not."""
    sessions: tuple[Session, ...]
    introductions: tuple[Introduction, ...]
    """That ask for the reader's yes or no."""
    check_ins: tuple[CheckIn, ...]
    mentorships: tuple[Mentorship, ...]
    news: tuple[Item, ...]

    @property
    def asks(self) -> int:
        """How many things need the reader."""
        return sum(not offer.settling for offer in self.offers) + len(self.introductions) + len(self.check_ins)

    @classmethod
    def of(
        cls,
        reader: UUID,
        now: datetime,
        *,
        offers: list[Offer],
        sessions: list[Session],
        check_ins: list[CheckIn],
        mentorships: list[Mentorship],
        news: list[Item],
        introductions: Sequence[Introduction] = (),
    ) -> Self:
        """Sort out what asks and what only tells."""
        today = now.date()
        return cls(
            offers=tuple(one for one in offers if one.settling or one.waits_for(reader, now)),
            waiting=tuple(one for one in offers if one.open_at(now) and one.answered_by(reader)),
            sessions=tuple(sessions),
            introductions=tuple(one for one in introductions if one.asks(reader, now)),
            check_ins=tuple(_first_of_each([one for one in check_ins if one.asks(today)])),
            mentorships=tuple(mentorships),
            news=tuple(news),
        )


def _first_of_each(check_ins: list[CheckIn]) -> list[CheckIn]:
    """The next one of each mentorship is enough to ask for."""
    seen: dict[UUID, CheckIn] = {}
    for one in check_ins:
        seen.setdefault(one.mentorship, one)
    return list(seen.values())
