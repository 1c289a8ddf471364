"""What notification tells: inbox items and deliveries, never their words; and how it is asked for a nudge."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, State

REQUESTS = "notification.requests"
INBOX, INBOX_STATE = "notification.inbox", "notification.inbox.state"
DELIVERIES = "notification.deliveries"

Category = Literal["proposal-to-answer", "mentorship-started", "session-booked", "session-moved", "session-cancelled"]


class NotificationRequested(Event, topic=REQUESTS, key="person"):
    """A service asks that a person be nudged. Notification decides whether, when and how, and looks again first."""

    person: UUID
    category: Closed
    """A category of the inbox; a word that notification does not know is let go."""
    subject: UUID
    """What it is about; the reader finds the words."""
    facts: dict[Closed, Closed | int] = Field(default_factory=dict)
    """For the template: closed vocabularies and numbers, nothing that anybody typed."""
    not_before: Instant | None = None
    expires: Instant | None = None
    """After this hour it is of no use."""


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
