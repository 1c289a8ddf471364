"""What notifications are about, as this service last heard of it, and whether a message about it still holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentoring.notification.domain.delivery import Delivery


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person as far as a message needs them."""

    id: UUID
    name: str
    given_name: str
    email: str | None
    locale: str
    zone: str
    employee_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal or a mentorship: two people in a program."""

    id: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    state: str
    open_until: datetime | None = None
    accepted_by: frozenset[UUID] = frozenset()

    def other(self, person: UUID) -> UUID:
        """The one whom this person is paired with."""
        return self.mentee if person == self.mentor else self.mentor


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it stands."""

    id: UUID
    mentorship: UUID
    mentor: UUID
    mentee: UUID
    state: str
    starts: datetime
    ends: datetime
    sequence: int

    def other(self, person: UUID) -> UUID:
        """The one whom this person meets."""
        return self.mentee if person == self.mentor else self.mentor


def stale(delivery: Delivery, subject: Pair | Session, recipient: Recipient, at: datetime) -> str | None:
    """The reason why this message must not be sent any more, or None while it holds."""
    if recipient.status == "left":
        return "person-left"
    if not recipient.email:
        return "no-address"
    if isinstance(subject, Session):
        return _stale_session(delivery, subject, at)
    if delivery.category == "proposal-to-answer":
        return _stale_proposal(subject, recipient, at)
    return None if subject.state == "active" else "mentorship-ended"


def _stale_proposal(proposal: Pair, recipient: Recipient, at: datetime) -> str | None:
    if proposal.state != "open" or (proposal.open_until is not None and at >= proposal.open_until):
        return "proposal-closed"
    return "already-answered" if recipient.id in proposal.accepted_by else None


def _stale_session(delivery: Delivery, session: Session, at: datetime) -> str | None:
    told = int(delivery.facts["sequence"])
    if delivery.category == "session-cancelled":
        return None
    if session.state == "cancelled":
        return "session-cancelled"
    if told < session.sequence:
        return "session-moved"
    return "session-over" if at >= session.ends else None
