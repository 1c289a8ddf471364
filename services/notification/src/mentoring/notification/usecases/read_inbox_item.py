"""A person has seen an inbox item."""

from uuid import UUID

from mentoring.contracts.notification import InboxItemRead
from mentoring.notification.domain.errors import InboxItemUnknown, NobodyKnown, NotYourInbox
from mentoring.notification.ports import Work
from mentoring.notification.usecases.notify import state_of


async def read_inbox_item(item_id: UUID, by: UUID | None, work: Work) -> None:
    """Only the person whose inbox it is marks an item as read; a second time changes nothing."""
    if by is None:
        raise NobodyKnown
    item = await work.inbox.hold(item_id)
    if item is None:
        raise InboxItemUnknown(item=item_id)
    if item.person != by:
        raise NotYourInbox
    read = item.read(work.now())
    if read is item:
        return
    await work.inbox.save(read)
    work.announce(InboxItemRead(item=read.id, person=read.person))
    work.announce(state_of(read))
