"""A nudge that another service asks for is said only where it is still wanted."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mentoring.contracts.matching import ProposalMade
from mentoring.contracts.notification import InboxItemAdded, NotificationRequested
from mentoring.messaging import Told
from mentoring.notification.adapters.words import in_words
from mentoring.notification.entrypoints.events import tell_of_proposal
from mentoring.notification.usecases.nudge import nudge
from mentoring.notification.usecases.send_mails import send_mails
from tests.unit.notification.builders import (
    ANA,
    BEN,
    EVENT,
    NOW,
    PROGRAM,
    PROPOSAL,
    Postbox,
    a_letter,
    a_mentorship,
    a_person,
    a_proposal,
    everything_known,
    works_of,
)
from tests.unit.notification.memory import MemoryWork


def a_request(**changed: Any) -> NotificationRequested:
    told = {"person": ANA, "category": "proposal-to-answer", "subject": PROPOSAL, "facts": {"reminder": 1}}
    return NotificationRequested.model_validate(told | {"expires": NOW + timedelta(days=7)} | changed)


async def test_a_nudge_is_one_inbox_item_and_one_mail_however_often_it_comes(work: MemoryWork) -> None:
    await everything_known(work)
    for _ in range(3):
        assert await nudge(a_request(), EVENT, work)
    assert [ANA] == [added.person for added in work.announced(InboxItemAdded)]
    post = Postbox()
    await send_mails(works_of(work), post)
    (letter,) = post.letters
    assert "Reminder: would you like to work with Ben Okafor?" == in_words(letter, "https://portal.test").title


@pytest.mark.parametrize(
    "changed", [{"category": "tea-is-ready"}, {"expires": NOW}, {"expires": NOW - timedelta(hours=1)}]
)
async def test_what_is_unknown_or_too_late_is_let_go(work: MemoryWork, changed: Any) -> None:
    await everything_known(work)
    assert not await nudge(a_request(**changed), EVENT, work)
    assert [] == work.announced(InboxItemAdded)


@pytest.mark.parametrize(
    "proposal",
    [
        a_proposal(state="declined"),
        a_proposal(accepted_by=frozenset({ANA})),
        a_proposal(open_until=NOW),
    ],
)
async def test_nobody_is_nudged_about_what_is_over_or_answered(work: MemoryWork, proposal: Any) -> None:
    await everything_known(work)
    await work.pairs.keep("proposal", [proposal])
    assert not await nudge(a_request(), EVENT, work)


@pytest.mark.parametrize("status", ["on-leave", "left"])
async def test_nobody_who_is_away_is_nudged(work: MemoryWork, status: str) -> None:
    await everything_known(work)
    await work.people.keep([a_person(status=status)])
    assert not await nudge(a_request(), EVENT, work)


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ({"pair": a_proposal(accepted_by=frozenset({ANA}))}, "already-answered"),
        ({"pair": a_proposal(state="withdrawn")}, "proposal-closed"),
        ({"person": a_person(status="on-leave")}, "on-leave"),
        ({"hours": 24 * 7}, "too-late"),
    ],
)
async def test_it_is_looked_at_again_when_the_mail_is_sent(work: MemoryWork, now: Any, reason: str) -> None:
    await everything_known(work)
    assert await nudge(a_request(), EVENT, work)
    if "pair" in now:
        await work.pairs.keep("proposal", [now["pair"]])
    if "person" in now:
        await work.people.keep([now["person"]])
    work.after(timedelta(hours=now.get("hours", 0)))
    post = Postbox()
    await send_mails(works_of(work), post)
    (delivery,) = work.deliveries.kept.values()
    assert ("skipped", reason, []) == (delivery.state, delivery.reason, post.letters)


async def test_a_nudge_for_later_waits(work: MemoryWork) -> None:
    await everything_known(work)
    await nudge(a_request(not_before=NOW + timedelta(hours=2)), EVENT, work)
    assert 0 == await send_mails(works_of(work), Postbox())
    work.after(timedelta(hours=2))
    assert 1 == await send_mails(works_of(work), Postbox())


def test_without_a_reminder_the_title_asks() -> None:
    letter = a_letter("proposal-to-answer", a_proposal())
    assert "Would you like to work with Ben Okafor?" == in_words(letter, "https://portal.test").title


def test_two_peers_are_told_so() -> None:
    proposed = in_words(a_letter("proposal-to-answer", a_proposal(peers=True)), "https://portal.test")
    started = in_words(a_letter("mentorship-started", a_mentorship(peers=True)), "https://portal.test")
    assert "could be your peer" in proposed.text
    assert "You and Ben Okafor are peers now." in started.text


@pytest.mark.parametrize(
    ("answers", "asked_by", "asked"),
    [("both", None, [ANA, BEN]), ("both", BEN, [ANA]), ("mentor", None, [ANA]), ("mentee", None, [BEN])],
)
async def test_those_whose_yes_is_needed_are_asked(
    work: MemoryWork, answers: str, asked_by: UUID | None, asked: list[UUID]
) -> None:
    told = {"proposal": PROPOSAL, "program": PROGRAM, "mentor": ANA, "mentee": BEN, "points": 50, "reasons": []}
    made = ProposalMade.model_validate(told | {"open_until": NOW, "answers": answers, "asked_by": asked_by})
    await tell_of_proposal(made, Told(id=str(EVENT), at=NOW, version=1, key=str(PROPOSAL)), work)
    assert asked == [added.person for added in work.announced(InboxItemAdded)]
