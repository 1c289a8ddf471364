"""A mail is sent once, only while it still holds, and only when its words are known."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mentoring.contracts.notification import DeliveryAccepted, DeliveryFailed, DeliverySkipped
from mentoring.notification.adapters.words import in_words
from mentoring.notification.domain.delivery import ATTEMPTS, LEASE, Delivery
from mentoring.notification.ports import Refusal, Unreachable
from mentoring.notification.usecases.notify import notify
from mentoring.notification.usecases.send_mails import send_mails
from tests.unit.notification.builders import (
    ANA,
    BEN,
    EVENT,
    MENTORSHIP,
    NOW,
    PROPOSAL,
    SESSION,
    Postbox,
    a_mentorship,
    a_person,
    a_proposal,
    a_session,
    everything_known,
    said_of,
    works_of,
)
from tests.unit.notification.memory import MemoryWork

MANAGER = UUID(int=9)
AN_INTRODUCTION = a_mentorship(introduces=True, state="asked", open_until=NOW + timedelta(days=14))


async def told(work: MemoryWork, category: Any, subject: Any, **facts: Any) -> None:
    await notify([ANA], of=EVENT, category=category, subject=subject, work=work, facts=facts)


async def send(work: MemoryWork, post: Postbox) -> Delivery:
    await send_mails(works_of(work), post, jitter=lambda: 0.5)
    (delivery,) = work.deliveries.kept.values()
    return delivery


async def test_what_holds_is_sent_once(work: MemoryWork) -> None:
    await everything_known(work)
    await told(work, "proposal-to-answer", PROPOSAL)
    post = Postbox()

    assert "accepted" == (await send(work, post)).state
    assert 0 == await send_mails(works_of(work), post)

    (letter,) = post.letters
    assert ("Ana Duarte", "Ben Okafor", "Growth 2027") == (letter.to.name, letter.other.name, letter.program)
    assert 1 == len(work.announced(DeliveryAccepted))


@pytest.mark.parametrize(
    ("category", "subject", "now", "reason"),
    [
        ("proposal-to-answer", a_proposal(), a_proposal(state="withdrawn"), "proposal-closed"),
        ("proposal-to-answer", a_proposal(), a_proposal(accepted_by=frozenset({ANA})), "already-answered"),
        ("mentorship-started", a_mentorship(), a_mentorship(state="ended"), "mentorship-ended"),
        ("session-booked", a_session(), a_session(state="cancelled", sequence=1), "session-cancelled"),
        ("session-booked", a_session(), a_session(sequence=1), "session-moved"),
        ("session-moved", a_session(sequence=1), a_session(sequence=2), "session-moved"),
    ],
)
async def test_what_no_longer_holds_is_skipped_with_its_reason(
    work: MemoryWork, category: Any, subject: Any, now: Any, reason: str
) -> None:
    await everything_known(work)
    facts = said_of(subject) if category.startswith("session") else {}
    await told(work, category, subject.id, **facts)
    if category.startswith("session"):
        await work.sessions.keep([now])
    else:
        await work.pairs.keep("proposal", [now])
    post = Postbox()

    assert ("skipped", reason) == ((done := await send(work, post)).state, done.reason)
    assert [] == post.letters
    assert [reason] == [skipped.reason for skipped in work.announced(DeliverySkipped)]


async def test_an_expired_proposal_and_a_session_that_is_over_are_not_told(work: MemoryWork) -> None:
    await everything_known(work)
    await told(work, "proposal-to-answer", PROPOSAL)
    await notify([BEN], of=EVENT, category="session-booked", subject=SESSION, work=work, facts=said_of(a_session()))
    work.after(timedelta(days=8))

    await send_mails(works_of(work), Postbox())

    assert {"proposal-closed", "session-over"} == {skipped.reason for skipped in work.announced(DeliverySkipped)}


async def test_a_cancellation_is_told_although_the_session_is_cancelled(work: MemoryWork) -> None:
    await everything_known(work)
    cancelled = a_session(state="cancelled", sequence=1)
    await work.sessions.keep([cancelled])
    await told(work, "session-cancelled", SESSION, **said_of(cancelled))

    assert "accepted" == (await send(work, Postbox())).state


@pytest.mark.parametrize(
    ("person", "reason"), [(a_person(status="left"), "person-left"), (a_person(email=None), "no-address")]
)
async def test_who_left_or_has_no_address_is_not_written_to(work: MemoryWork, person: Any, reason: str) -> None:
    await everything_known(work)
    await work.people.keep([person])
    await told(work, "mentorship-started", MENTORSHIP)

    assert reason == (await send(work, Postbox())).reason


@pytest.mark.parametrize("missing", ["people", "programs", "pairs"])
async def test_a_mail_waits_for_the_facts_that_its_words_need(work: MemoryWork, missing: str) -> None:
    await everything_known(work)
    kept = dict(getattr(work, missing).kept)
    getattr(work, missing).kept.clear()
    await told(work, "proposal-to-answer", PROPOSAL)
    post = Postbox()

    assert "waiting" == (await send(work, post)).state
    getattr(work, missing).kept.update(kept)
    work.after(timedelta(seconds=2))

    assert "accepted" == (await send(work, post)).state


async def test_a_booking_that_came_before_its_snapshot_waits_for_it(work: MemoryWork) -> None:
    await everything_known(work)
    await told(work, "session-moved", SESSION, **said_of(a_session(sequence=1)))

    assert "waiting" == (await send(work, Postbox())).state


async def test_facts_that_never_come_are_given_up_after_a_day(work: MemoryWork) -> None:
    await told(work, "proposal-to-answer", PROPOSAL)
    work.after(timedelta(days=1))

    assert ("failed", "facts-missing") == ((done := await send(work, Postbox())).state, done.reason)


async def test_a_passing_fault_is_tried_again_later_and_not_for_ever(work: MemoryWork) -> None:
    await everything_known(work)
    await told(work, "mentorship-started", MENTORSHIP)
    post = Postbox()
    post.answers = [Unreachable("421")] * (ATTEMPTS + 1)

    delivery = await send(work, post)
    assert ("waiting", 1) == (delivery.state, delivery.attempts)
    assert delivery.not_before == work.now() + timedelta(seconds=5)
    while delivery.state == "waiting":
        work.is_at(delivery.not_before)
        delivery = await send(work, post)

    assert ("failed", "not-reachable", ATTEMPTS) == (delivery.state, delivery.reason, delivery.attempts)


async def test_a_lasting_refusal_is_final(work: MemoryWork) -> None:
    await everything_known(work)
    await told(work, "mentorship-started", MENTORSHIP)
    post = Postbox()
    post.answers = [Refusal("mailbox-unknown")]

    assert ("failed", "mailbox-unknown") == ((done := await send(work, post)).state, done.reason)
    assert ["mailbox-unknown"] == [failed.reason for failed in work.announced(DeliveryFailed)]


async def test_a_sender_that_was_killed_is_followed_when_its_lease_is_over(work: MemoryWork) -> None:
    await everything_known(work)
    await told(work, "mentorship-started", MENTORSHIP)
    (delivery,) = work.deliveries.kept.values()
    await work.deliveries.save(delivery.attempt(work.now()))
    post = Postbox()

    assert 0 == await send_mails(works_of(work), post)
    work.after(LEASE)
    assert ("accepted", 2) == ((done := await send(work, post)).state, done.attempts)


async def test_an_attempt_whose_lease_was_taken_over_records_nothing(work: MemoryWork) -> None:
    await everything_known(work)
    await told(work, "mentorship-started", MENTORSHIP)

    class SlowPost(Postbox):
        async def send(self, letter: Any) -> None:
            held = work.deliveries.kept[letter.delivery.id]
            await work.deliveries.save(replace(held, attempts=held.attempts + 1))

    assert ("sending", 2) == ((held := await send(work, SlowPost())).state, held.attempts)
    assert [] == work.announced(DeliveryAccepted)


async def test_nobody_on_leave_is_told_that_it_waits_for_them(work: MemoryWork) -> None:
    await everything_known(work)
    await work.people.keep([a_person(ANA, status="on-leave")])
    await told(work, "mentorship-paused", MENTORSHIP)
    assert ("skipped", "on-leave") == ((done := await send(work, Postbox())).state, done.reason)


async def test_what_asks_for_nothing_is_told_when_it_is_over(work: MemoryWork) -> None:
    await everything_known(work)
    await work.pairs.keep("mentorship", [a_mentorship(state="completed")])
    await told(work, "mentorship-completed", MENTORSHIP)
    assert "accepted" == (await send(work, Postbox())).state


async def test_whoever_runs_the_program_is_asked_about_a_pair_by_the_mentors_name(work: MemoryWork) -> None:
    await everything_known(work)
    await work.people.keep([a_person(MANAGER, name="Eva Roth", given_name="Eva", email="eva@example.com")])
    await notify([MANAGER], of=EVENT, category="mentorship-flagged", subject=MENTORSHIP, work=work)
    post = Postbox()
    assert "accepted" == (await send(work, post)).state
    (letter,) = post.letters
    assert "A mentorship of Ana Duarte no longer keeps a rule of «Growth 2027»." in in_words(letter, "https://m").text


@pytest.mark.parametrize(
    ("category", "now", "reason"),
    [
        ("mentorship-paused", a_mentorship(state="ended"), "mentorship-ended"),
        ("mentorship-flagged", a_mentorship(state="completed"), "mentorship-ended"),
        ("introduction-asked", replace(AN_INTRODUCTION, state="declined"), "introduction-closed"),
        ("introduction-asked", replace(AN_INTRODUCTION, accepted_by=frozenset({ANA})), "already-answered"),
        ("introduction-asked", replace(AN_INTRODUCTION, open_until=NOW), "introduction-closed"),
    ],
)
async def test_news_that_no_longer_holds_is_skipped(work: MemoryWork, category: Any, now: Any, reason: str) -> None:
    await everything_known(work)
    await work.pairs.keep("mentorship", [now])
    await told(work, category, MENTORSHIP)
    assert ("skipped", reason) == ((done := await send(work, Postbox())).state, done.reason)
    assert [] == work.announced(DeliverySkipped)
