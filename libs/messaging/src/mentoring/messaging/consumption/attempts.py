"""Trying in place: for ever what passes by itself, some times what nobody knows, never what stays."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from typing import TypeVar

from faststream.exceptions import NackMessage

from mentoring.messaging.inbox.faults import Patience, Reason, judge, reason_of
from mentoring.telemetry import get_logger, metrics

T = TypeVar("T")
Effect = Callable[[], Awaitable[None]]
Run = Callable[[Effect], Awaitable[None]]
"""Calls the service's function: through FastStream in the worker, directly elsewhere."""
Wait = Callable[[float], Awaitable[None]]
"""Waits so many seconds before the next try; raises `Abandoned` where there shall be none."""

log = get_logger(__name__)


class Abandoned(NackMessage):
    """The record is given back untouched: this process stops, or the partition belongs to another by now."""


async def directly(effect: Effect) -> None:
    """Call it."""
    await effect()


sleep: Wait = asyncio.sleep


async def until_it_passes(act: Callable[[], Awaitable[T]], *, consumer: str, patience: Patience, wait: Wait) -> T:
    """Repeat ``act`` while the database is away or in conflict; every other fault is the caller's."""
    attempt = 0
    while True:
        try:
            return await act()
        except Abandoned:
            raise
        except Exception as fault:
            if judge(fault) != "passes":
                raise
            attempt += 1
            log.warning("message-waits", consumer=consumer, attempt=attempt, fault=type(fault).__name__)
        metrics.RETRIES.labels(consumer).inc()
        await wait(patience.before(attempt))


async def once_or_aside(
    act: Callable[[], Awaitable[T]],
    aside: Callable[[Reason], Awaitable[T]],
    *,
    consumer: str,
    patience: Patience,
    wait: Wait,
) -> T:
    """Let ``act`` have its effect, or put the message aside with the reason; one of the two is committed."""
    tries = 0
    while True:
        try:
            return await until_it_passes(act, consumer=consumer, patience=patience, wait=wait)
        except Abandoned:
            raise
        except Exception as fault:  # noqa: BLE001 - every failure is judged
            tries += 1
            reason, where = reason_of(fault), frames_of(fault)
            final = judge(fault) == "stays" or tries >= patience.tries
        if final:
            log.error("message-failed", consumer=consumer, reason=reason.code, tries=tries, where=where)
            return await surely(lambda: aside(reason), consumer=consumer, patience=patience, wait=wait)  # noqa: B023
        log.warning("message-failed", consumer=consumer, tries=tries, where=where)
        metrics.RETRIES.labels(consumer).inc()
        await wait(patience.before(tries))


async def surely(act: Callable[[], Awaitable[T]], *, consumer: str, patience: Patience, wait: Wait) -> T:
    """Repeat ``act`` until it is done, whatever goes wrong: to go on without it would lose a message."""
    attempt = 0
    while True:
        try:
            return await until_it_passes(act, consumer=consumer, patience=patience, wait=wait)
        except Abandoned:
            raise
        except Exception as fault:  # noqa: BLE001 - nothing may be passed over
            attempt += 1
            log.critical("message-stuck", consumer=consumer, attempt=attempt, where=frames_of(fault))
        await wait(patience.before(attempt))


def frames_of(fault: Exception) -> str:
    """Where a fault came from, without its words: those may quote a person's data, and logs keep none."""
    return f"{type(fault).__name__}\n{''.join(traceback.format_tb(fault.__traceback__))}"
