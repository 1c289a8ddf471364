"""Whoever has not answered is reminded at half the time and a day before the end; nobody who is away."""

from datetime import timedelta
from uuid import UUID

import pytest

from mentoring.contracts.notification import NotificationRequested
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.proposals.nudge_silent import nudge_silent
from mentoring.matching.usecases.proposals.refuse_proposal import refuse_proposal
from tests.unit.matching.builders import ANA, BEN, a_proposal, ana_is_proposed_to_ben
from tests.unit.matching.memory.work import MemoryWork

HALF = timedelta(days=3, hours=12)


def asked(work: MemoryWork) -> list[UUID]:
    return [told.person for told in work.announced(NotificationRequested)]


async def test_the_silent_are_reminded_twice(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    assert 0 == await nudge_silent(work)
    work.after(HALF)
    assert 1 == await nudge_silent(work)
    assert 0 == await nudge_silent(work)
    assert [ANA, BEN] == asked(work)
    (first, _) = work.announced(NotificationRequested)
    open_until = work.memory.proposals[proposal].open_until
    assert ("proposal-to-answer", proposal, open_until) == (first.category, first.subject, first.expires)
    await accept_proposal(proposal, by=ANA, work=work)
    work.after(timedelta(days=2, hours=12))
    assert 1 == await nudge_silent(work)
    assert [ANA, BEN, BEN] == asked(work)
    work.after(timedelta(hours=12))
    assert 0 == await nudge_silent(work)


async def test_nobody_is_reminded_of_what_is_over(work: MemoryWork) -> None:
    proposal = await ana_is_proposed_to_ben(work)
    await refuse_proposal(proposal, by=ANA, reason="no-time", work=work)
    work.after(HALF)
    assert (0, []) == (await nudge_silent(work), asked(work))


async def test_nobody_on_leave_is_reminded(work: MemoryWork) -> None:
    await ana_is_proposed_to_ben(work)
    await work.people.set_status(ANA, "on-leave")
    work.after(HALF)
    assert 1 == await nudge_silent(work)
    assert [BEN] == asked(work)


async def test_a_clock_that_was_down_past_the_end_reminds_nobody(work: MemoryWork) -> None:
    await ana_is_proposed_to_ben(work)
    work.after(timedelta(days=8))
    await nudge_silent(work)
    assert [] == asked(work)
    assert 0 == await nudge_silent(work)


@pytest.mark.parametrize(("hours", "after"), [(12, [6]), (36, [18]), (48, [24]), (96, [48, 72])])
def test_a_short_time_has_one_reminder(hours: int, after: list[int]) -> None:
    made = a_proposal().made_at
    proposal = a_proposal(open_until=made + timedelta(hours=hours)).nudged(made)
    found = []
    while proposal.nudge_at is not None:
        found.append(int((proposal.nudge_at - made).total_seconds() // 3600))
        proposal = proposal.nudged(proposal.nudge_at)
    assert after == found
