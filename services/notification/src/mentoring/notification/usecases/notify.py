"""Tell people of a fact."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from mentoring.contracts.notification import InboxItemAdded, InboxItemState
from mentoring.notification.domain.delivery import BY_MAIL_ALONE, Category, Delivery
from mentoring.notification.domain.inbox import InboxItem
from mentoring.notification.ports import Work


async def notify(
    people: Iterable[UUID],
    *,
    of: UUID,
    category: Category,
    subject: UUID,
    work: Work,
    facts: dict[str, Any] | None = None,
    not_before: datetime | None = None,
) -> None:
    """Each person gets one inbox item and one mail for an event, however often the event comes.

    What the inbox has no words for comes by mail alone.
    """
    for person in people:
        if category not in BY_MAIL_ALONE:
            await _add_to_inbox(person, of, category, subject, work)
        await work.deliveries.add(
            Delivery(
                id=work.new_id(),
                event=of,
                person=person,
                category=category,
                subject=subject,
                made_at=work.now(),
                not_before=max(work.now(), not_before or work.now()),
                facts=facts or {},
            )
        )


async def _add_to_inbox(person: UUID, of: UUID, category: Category, subject: UUID, work: Work) -> None:
    item = InboxItem(id=work.new_id(), event=of, person=person, category=category, subject=subject, added_at=work.now())
    if await work.inbox.add(item):
        work.announce(InboxItemAdded.model_validate(_told(item)))
        work.announce(state_of(item))


def _told(item: InboxItem) -> dict[str, object]:
    return {"item": item.id, "person": item.person, "category": item.category, "subject": item.subject}


def state_of(item: InboxItem) -> InboxItemState:
    """The item as its topic tells it."""
    return InboxItemState.model_validate(_told(item) | {"added_at": item.added_at, "read_at": item.read_at})
