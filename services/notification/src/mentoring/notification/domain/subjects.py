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
    """A proposal, a mentorship or an introduction: two people in a program.

    The mentor of an introduction is whoever is introduced, and the mentee is the third person.
    """

    id: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    state: str
    open_until: datetime | None = None
    accepted_by: frozenset[UUID] = frozenset()
    introduces: bool = False
    peers: bool = False

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
    if delivery.facts.get("nudge") and (late := _late(delivery, recipient, at)):
        return late
    if isinstance(subject, Session):
        return _stale_session(delivery, subject, at)
    return _stale_pair(delivery, subject, recipient, at)


def _stale_pair(delivery: Delivery, subject: Pair, recipient: Recipient, at: datetime) -> str | None:
    if delivery.category == "proposal-to-answer":
        return _stale_proposal(subject, recipient.id, at)
    if subject.introduces:
        return _stale_introduction(delivery, subject, recipient, at)
    return _stale_news(delivery, subject, recipient)


def unwanted(
    category: str, subject: Pair | None, recipient: Recipient | None, person: UUID, at: datetime
) -> str | None:
    """The reason why somebody is not to be nudged, as far as is known already."""
    if recipient is not None and recipient.status != "active":
        return "on-leave" if recipient.status == "on-leave" else "person-left"
    if category == "proposal-to-answer" and subject is not None:
        return _stale_proposal(subject, person, at)
    return None


def _late(delivery: Delivery, recipient: Recipient, at: datetime) -> str | None:
    """Nobody on leave is nudged, and nobody after the hour."""
    if recipient.status == "on-leave":
        return "on-leave"
    expires = delivery.facts.get("expires")
    return "too-late" if expires and datetime.fromisoformat(expires) <= at else None


def _stale_proposal(proposal: Pair, person: UUID, at: datetime) -> str | None:
    if proposal.state != "open" or (proposal.open_until is not None and at >= proposal.open_until):
        return "proposal-closed"
    return "already-answered" if person in proposal.accepted_by else None


def _stale_introduction(delivery: Delivery, introduction: Pair, recipient: Recipient, at: datetime) -> str | None:
    if delivery.category == "introduction-made":
        return None
    if introduction.state != "asked" or (introduction.open_until is not None and at >= introduction.open_until):
        return "introduction-closed"
    return "already-answered" if recipient.id in introduction.accepted_by else None


def _stale_news(delivery: Delivery, mentorship: Pair, recipient: Recipient) -> str | None:
    """What asks for nothing is told whatever came after; nobody who is on leave hears that it is paused for that."""
    if delivery.category in {"mentorship-completed", "rematch-offered"}:
        return None
    if mentorship.state not in {"active", "paused"}:
        return "mentorship-ended"
    if delivery.category == "mentorship-paused" and recipient.status == "on-leave":
        return "on-leave"
    return None


def _stale_session(delivery: Delivery, session: Session, at: datetime) -> str | None:
    told = int(delivery.facts["sequence"])
    if delivery.category == "session-cancelled":
        return None
    if session.state == "cancelled":
        return "session-cancelled"
    if told < session.sequence:
        return "session-moved"
    return "session-over" if at >= session.ends else None
