"""The inbox for its person, deliveries for operators."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from mentoring.notification.ports import DeliveryRow, InboxRow, Views, Work
from mentoring.notification.usecases.read_inbox_item import read_inbox_item
from mentoring.runtime import Caller, Doors, Page, Paged, known, role

inbox = Doors(tags=["inbox"])
deliveries = Doors(tags=["deliveries"])


class InboxItemBody(BaseModel):
    """An inbox item: what it is about, by id."""

    item: UUID
    category: str
    subject: UUID
    added_at: datetime
    read_at: datetime | None


class DeliveryBody(BaseModel):
    """A delivery without its address and words."""

    delivery: UUID
    person: UUID
    category: str
    state: str
    reason: str | None
    attempts: int
    made_at: datetime


@inbox.view("/inbox", policy=known)
async def my_inbox(caller: Caller, views: Views, page: Paged) -> Page[InboxItemBody]:
    """The caller's inbox, newest first."""
    after = UUID(str(page.after[0])) if page.after else None
    rows = await views.inbox(caller.known, after=after, most=page.limit + 1)
    shown = page.of(rows, by=lambda row: [str(row.item)])
    return Page(items=[_item(row) for row in shown.items], next=shown.next)


@inbox.command("POST", "/inbox/{item_id}/reading", policy=known)
async def read(item_id: UUID, caller: Caller, work: Work) -> None:
    """The caller has seen an item of their inbox."""
    await read_inbox_item(item_id, by=caller.person, work=work)


@deliveries.view("/deliveries", policy=role("operator"))
async def listed(
    views: Views,
    page: Paged,
    state: Literal["waiting", "sending", "accepted", "failed", "skipped"] | None = None,
) -> Page[DeliveryBody]:
    """Deliveries, newest first."""
    after = UUID(str(page.after[0])) if page.after else None
    rows = await views.deliveries(state=state, after=after, most=page.limit + 1)
    shown = page.of(rows, by=lambda row: [str(row.delivery)])
    return Page(items=[_delivery(row) for row in shown.items], next=shown.next)


def _item(row: InboxRow) -> InboxItemBody:
    return InboxItemBody(
        item=row.item, category=row.category, subject=row.subject, added_at=row.added_at, read_at=row.read_at
    )


def _delivery(row: DeliveryRow) -> DeliveryBody:
    return DeliveryBody(
        delivery=row.delivery,
        person=row.person,
        category=row.category,
        state=row.state,
        reason=row.reason,
        attempts=row.attempts,
        made_at=row.made_at,
    )
