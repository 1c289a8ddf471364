"""What the use cases of notification need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from mentoring import kernel
from mentoring.notification.domain.delivery import Delivery
from mentoring.notification.domain.inbox import InboxItem
from mentoring.notification.domain.subjects import Pair, Recipient, Session

PairKind = Literal["proposal", "mentorship", "introduction"]


class People(Protocol):
    """Recipients, as the people topic tells of them."""

    async def keep(self, people: Iterable[Recipient]) -> None: ...
    async def forget(self, people: Iterable[UUID]) -> None: ...
    async def of(self, people: Iterable[UUID]) -> dict[UUID, Recipient]: ...


class Programs(Protocol):
    """Names of programs."""

    async def keep(self, names: Iterable[tuple[UUID, str]]) -> None: ...
    async def forget(self, programs: Iterable[UUID]) -> None: ...
    async def names(self, programs: Iterable[UUID]) -> dict[UUID, str]: ...


class Pairs(Protocol):
    """Proposals and mentorships as they stand."""

    async def keep(self, kind: PairKind, pairs: Iterable[Pair]) -> None: ...
    async def forget(self, pairs: Iterable[UUID]) -> None: ...
    async def of(self, pairs: Iterable[UUID]) -> dict[UUID, Pair]: ...


class Sessions(Protocol):
    """Sessions as they stand."""

    async def keep(self, sessions: Iterable[Session]) -> None: ...
    async def forget(self, sessions: Iterable[UUID]) -> None: ...
    async def of(self, sessions: Iterable[UUID]) -> dict[UUID, Session]: ...


class Inbox(Protocol):
    """In-app inbox items."""

    async def add(self, item: InboxItem) -> bool:
        """False where this event already is in this person's inbox."""
        ...

    async def hold(self, item: UUID) -> InboxItem | None: ...
    async def save(self, item: InboxItem) -> None: ...


class Deliveries(Protocol):
    """Messages to be sent, and what became of them."""

    async def add(self, delivery: Delivery) -> bool:
        """False where this event already has a delivery to this person through this channel."""
        ...

    async def claim(self, at: datetime, most: int) -> Sequence[Delivery]:
        """Due deliveries, oldest first, held until the transaction ends; what another sender holds is passed over."""
        ...

    async def hold_leased(self, delivery: UUID, attempts: int) -> Delivery | None:
        """The delivery, if it still is in the attempt that the sender began."""
        ...

    async def save(self, delivery: Delivery) -> None: ...


class Work(kernel.Work, Protocol):
    """One unit of work of notification."""

    @property
    def people(self) -> People: ...
    @property
    def programs(self) -> Programs: ...
    @property
    def pairs(self) -> Pairs: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def deliveries(self) -> Deliveries: ...


@dataclass(frozen=True, slots=True)
class Letter:
    """All that the words of one message need."""

    delivery: Delivery
    to: Recipient
    other: Recipient
    program: str
    subject: Pair | Session


class Refusal(Exception):  # noqa: N818 - the mail server's answer, not a fault of ours
    """The mail server's lasting no; ``reason`` is a stable code."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Unreachable(Exception):  # noqa: N818 - the mail server's silence, not a fault of ours
    """The mail server cannot take the message now."""


class Post(Protocol):
    """Hands one letter to the next mail server.

    Raises:
        Refusal: it will never be taken.
        Unreachable: it may be taken later.
    """

    async def send(self, letter: Letter) -> None: ...


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An inbox item as it is listed."""

    item: UUID
    category: str
    subject: UUID
    added_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery as operators see it: no address, no words."""

    delivery: UUID
    person: UUID
    category: str
    state: str
    reason: str | None
    attempts: int
    made_at: datetime


class Views(Protocol):
    """What doors read without a use case. ``after`` is the last id of the page before."""

    async def inbox(self, person: UUID, *, after: UUID | None, most: int) -> Sequence[InboxRow]: ...
    async def deliveries(self, *, state: str | None, after: UUID | None, most: int) -> Sequence[DeliveryRow]: ...
