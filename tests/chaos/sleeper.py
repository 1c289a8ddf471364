"""A relay that falls asleep at the worst moment: its batch is handed over and has not left."""

import os
import signal
import sys
from typing import Any

from aiokafka import AIOKafkaProducer

from mentoring.messaging.relay.producer import Producer
from tests.chaos.__main__ import main

FALLS_ASLEEP_AT = 3
"""Batches."""


def fall_asleep() -> None:
    """Stop this process, once, right after the producer was given its third batch."""
    hand_over = AIOKafkaProducer.send_batch
    batches = 0

    async def and_sleep(self: AIOKafkaProducer, *given: Any, **named: Any) -> Any:
        nonlocal batches
        batches += 1
        confirmed = await hand_over(self, *given, **named)
        if batches == FALLS_ASLEEP_AT:
            os.kill(os.getpid(), signal.SIGSTOP)
        return confirmed

    AIOKafkaProducer.send_batch = and_sleep


def open_the_fence() -> None:
    """What would be without it."""

    async def unguarded(self: Producer, node: Any, request: Any, **options: Any) -> Any:
        return await self._send(node, request, **options)

    Producer._fenced_send = unguarded  # type: ignore[method-assign]


if __name__ == "__main__":
    fall_asleep()
    if sys.argv.pop(1) == "without-fence":
        open_the_fence()
    main()
