"""What notification tells: inbox items and deliveries, never their words."""

from typing import Literal
from uuid import UUID

from mentoring.contracts.fact import Closed, Event, Instant, State

INBOX, INBOX_STATE = "notification.inbox", "notification.inbox.state"
DELIVERIES = "notification.deliveries"

Category = Literal["proposal-to-answer", "mentorship-started", "session-booked", "session-moved", "session-cancelled"]


class InboxItemState(State, topic=INBOX_STATE, key="item"):
    """An item of a person's in-app inbox: what it is about, by id; the reader finds the words."""

    item: UUID
    person: UUID
    category: Category
    subject: UUID
    """The proposal, mentorship or session that it is about."""
    added_at: Instant
    read_at: Instant | None = None


class InboxItemAdded(Event, topic=INBOX, key="item"):
    """Something came for a person."""

    item: UUID
    person: UUID
    category: Category
    subject: UUID


class InboxItemRead(Event, topic=INBOX, key="item"):
    """The person has seen it."""

    item: UUID
    person: UUID


class DeliveryAccepted(Event, topic=DELIVERIES, key="delivery"):
    """The next server took the message; that is not yet «delivered»."""

    delivery: UUID
    person: UUID
    category: Category
    channel: Literal["email"]


class DeliveryFailed(Event, topic=DELIVERIES, key="delivery"):
    """The message will not be sent."""

    delivery: UUID
    person: UUID
    category: Category
    channel: Literal["email"]
    reason: Closed


class DeliverySkipped(Event, topic=DELIVERIES, key="delivery"):
    """When it was to be sent it no longer held, so nobody was told."""

    delivery: UUID
    person: UUID
    category: Category
    channel: Literal["email"]
    reason: Closed
