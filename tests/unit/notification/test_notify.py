"""Everybody is told once of a fact, however often it comes."""

from uuid import UUID

import pytest

from mentoring.contracts.notification import InboxItemAdded, InboxItemRead, InboxItemState
from mentoring.notification.domain.errors import InboxItemUnknown, NobodyKnown, NotYourInbox
from mentoring.notification.usecases.notify import notify
from mentoring.notification.usecases.read_inbox_item import read_inbox_item
from tests.unit.notification.builders import ANA, BEN, EVENT, OTHER_EVENT, PROPOSAL
from tests.unit.notification.memory import MemoryWork


async def test_both_people_get_an_inbox_item_and_a_mail(work: MemoryWork) -> None:
    await notify([ANA, BEN], of=EVENT, category="proposal-to-answer", subject=PROPOSAL, work=work)

    assert [ANA, BEN] == [added.person for added in work.announced(InboxItemAdded)]
    assert [ANA, BEN] == [delivery.person for delivery in work.deliveries.kept.values()]
    assert {"waiting"} == {delivery.state for delivery in work.deliveries.kept.values()}


async def test_the_same_event_again_tells_nobody_twice(work: MemoryWork) -> None:
    for _ in range(3):
        await notify([ANA, BEN], of=EVENT, category="proposal-to-answer", subject=PROPOSAL, work=work)
    await notify([ANA], of=OTHER_EVENT, category="proposal-to-answer", subject=PROPOSAL, work=work)

    assert 3 == len(work.announced(InboxItemAdded)) == len(work.announced(InboxItemState))
    assert 3 == len(work.deliveries.kept)


async def test_reading_an_item_twice_tells_it_once(work: MemoryWork) -> None:
    await notify([ANA], of=EVENT, category="proposal-to-answer", subject=PROPOSAL, work=work)
    (item,) = work.inbox.kept

    await read_inbox_item(item, by=ANA, work=work)
    await read_inbox_item(item, by=ANA, work=work)

    assert [item] == [read.item for read in work.announced(InboxItemRead)]
    assert work.now() == work.announced(InboxItemState)[-1].read_at


async def test_nobody_reads_another_persons_inbox(work: MemoryWork) -> None:
    await notify([ANA], of=EVENT, category="proposal-to-answer", subject=PROPOSAL, work=work)
    (item,) = work.inbox.kept

    with pytest.raises(NotYourInbox):
        await read_inbox_item(item, by=BEN, work=work)
    with pytest.raises(NobodyKnown):
        await read_inbox_item(item, by=None, work=work)
    with pytest.raises(InboxItemUnknown, match=str(UUID(int=7))):
        await read_inbox_item(UUID(int=7), by=ANA, work=work)
    assert [] == work.announced(InboxItemRead)


async def test_what_the_inbox_has_no_words_for_comes_by_mail_alone(work: MemoryWork) -> None:
    await notify([ANA, BEN], of=EVENT, category="mentorship-flagged", subject=PROPOSAL, work=work)
    assert [ANA, BEN] == [delivery.person for delivery in work.deliveries.kept.values()]
    assert () == work.everything_announced()
