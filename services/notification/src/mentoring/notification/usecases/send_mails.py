"""Bring what is due to the mail server: claim, send outside of any transaction, record."""

import asyncio
import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

from mentoring.notification.domain.delivery import Delivery
from mentoring.notification.ports import Letter, Post, Refusal, Unreachable, Work
from mentoring.notification.usecases.address_letters import address_letters
from mentoring.notification.usecases.record_delivery import record

Works = Callable[[], AbstractAsyncContextManager[Work]]

MOST: Final = 50


async def send_mails(works: Works, post: Post, *, jitter: Callable[[], float] = random.random) -> int:
    """Each due delivery that still holds is handed over once; returns how many were looked at.

    Exactly-once ends at the mail server: a sender killed between the server's yes and its own commit leaves a lease,
    and whoever takes the delivery after it sends again under the same Message-ID.
    """
    async with works() as work:
        due = await work.deliveries.claim(work.now(), MOST)
        letters = await address_letters(due, work)
    await asyncio.gather(*(_bring(letter, works, post, jitter()) for letter in letters))
    return len(due)


async def _bring(letter: Letter, works: Works, post: Post, jitter: float) -> None:
    answer = await _answer(letter, post)
    async with works() as work:
        held = await work.deliveries.hold_leased(letter.delivery.id, letter.delivery.attempts)
        if held is not None:
            await record(_after(held, answer, work, jitter), work)


async def _answer(letter: Letter, post: Post) -> Refusal | Unreachable | None:
    try:
        await post.send(letter)
    except (Refusal, Unreachable) as answer:
        return answer
    return None


def _after(delivery: Delivery, answer: Refusal | Unreachable | None, work: Work, jitter: float) -> Delivery:
    if answer is None:
        return delivery.accept()
    if isinstance(answer, Refusal):
        return delivery.fail(answer.reason)
    return delivery.retry(work.now(), jitter)
