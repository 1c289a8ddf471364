"""A message to one person through one channel, and each attempt to bring it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal, Self, get_args
from uuid import UUID

Told = Literal["proposal-to-answer", "mentorship-started", "session-booked", "session-moved", "session-cancelled"]
"""What the first release of the contracts has words for. The others come by mail alone, and no topic tells of them,
until inbox and deliveries get a second major: a new word would break whoever reads the first."""
ByMailAlone = Literal[
    "mentorship-paused",
    "mentorship-resumed",
    "mentorship-flagged",
    "mentorship-completed",
    "rematch-offered",
    "introduction-asked",
    "introduction-made",
]
Category = Told | ByMailAlone
BY_MAIL_ALONE: Final = frozenset(get_args(ByMailAlone))
DeliveryState = Literal["waiting", "sending", "accepted", "failed", "skipped"]

LEASE = timedelta(minutes=2)
"""How long a sender has a delivery for itself; longer than an attempt can take."""
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=30)
ATTEMPTS = 12
"""With doubling pauses: a little over three hours of trying."""
WAIT_FOR_FACTS = timedelta(seconds=1)
GIVE_UP_AFTER = timedelta(days=1)
"""How long a delivery waits for the facts that its words need."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row per (event, person, channel): no redelivery of the event can make a second."""

    id: UUID
    event: UUID
    person: UUID
    category: Category
    subject: UUID
    """The proposal, mentorship or session."""
    made_at: datetime
    not_before: datetime
    state: DeliveryState = "waiting"
    attempts: int = 0
    lease_until: datetime | None = None
    reason: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    """What the event said that the words need: the times of a move, the sequence of a calendar message."""

    def postpone(self, at: datetime) -> Self:
        """Something that the words need has not arrived yet; wait a little, but not for ever."""
        if at >= self.made_at + GIVE_UP_AFTER:
            return replace(self, state="failed", reason="facts-missing", lease_until=None)
        return replace(self, not_before=at + max(WAIT_FOR_FACTS, (at - self.made_at) / 4))

    def skip(self, reason: str) -> Self:
        """What it would say no longer holds."""
        return replace(self, state="skipped", reason=reason, lease_until=None)

    def attempt(self, at: datetime) -> Self:
        """Take it for sending; after the lease another sender may."""
        return replace(self, state="sending", attempts=self.attempts + 1, lease_until=at + LEASE)

    def accept(self) -> Self:
        """The next server took it."""
        return replace(self, state="accepted", reason=None, lease_until=None)

    def retry(self, at: datetime, jitter: float) -> Self:
        """The next server could not take it now. ``jitter`` is in 0 to 1."""
        if self.attempts >= ATTEMPTS:
            return replace(self, state="failed", reason="not-reachable", lease_until=None)
        pause = min(FIRST_PAUSE * 2 ** (self.attempts - 1), LONGEST_PAUSE)
        return replace(self, state="waiting", not_before=at + pause * (0.5 + jitter), lease_until=None)

    def fail(self, reason: str) -> Self:
        """The next server refused it for good."""
        return replace(self, state="failed", reason=reason, lease_until=None)
