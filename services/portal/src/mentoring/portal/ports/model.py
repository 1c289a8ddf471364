"""The writing side of the read model, as the projections see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from mentoring import kernel
from mentoring.contracts import State
from mentoring.contracts.profile import ImportCounts
from mentoring.portal.domain.notice import Notice
from mentoring.portal.ports.issuer import SignIns


@dataclass(frozen=True, slots=True)
class ImportNews:
    """What one event says about an import."""

    import_id: UUID
    version: int
    state: Literal["started", "finished", "refused"]
    told_at: datetime
    rows: int | None = None
    rejected: int | None = None
    counts: ImportCounts | None = None
    reason: str | None = None


class Model(Protocol):
    """The last state of each thing."""

    async def keep(self, states: Sequence[State]) -> None:
        """Put in snapshots of one kind, one for each key, each newer than what is there."""
        ...

    async def forget(self, kind: type[State], keys: Sequence[UUID]) -> None:
        """Take out what is gone for good."""
        ...

    async def keep_import(self, news: ImportNews) -> None:
        """Add what an event says to what is known of an import."""
        ...

    async def pairs_of(self, people: Sequence[UUID]) -> set[UUID]:
        """Everybody who is in an open proposal or a mentorship with one of these people, and these themselves."""
        ...

    async def pairs_in(self, mentorships: Sequence[UUID]) -> set[UUID]:
        """The people of these mentorships."""
        ...

    async def tell(self, notices: Iterable[Notice], at: datetime) -> None:
        """Let open pages know that they should look again."""
        ...

    async def forget_changes(self, before: datetime) -> int:
        """Drop old notices; how many there were."""
        ...


class Work(kernel.Work, Protocol):
    """One unit of work of the portal."""

    @property
    def model(self) -> Model:
        """The read model."""
        ...

    @property
    def sign_ins(self) -> SignIns:
        """Who is signed in."""
        ...
