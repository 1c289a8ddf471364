"""Whether a broker truly answers: metadata, and the offsets topic that consumer groups need."""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor

from mentoring.local.parts.ports import answers

_ATTEMPT_SECONDS = 5.0


def offsets_topic_answers(address: str, deadline: float | None = None) -> bool:
    """True once a consumer group finds its coordinator, so that no first join has to fail.

    Runs in a thread of its own, because callers may be inside an event loop already. `deadline` is on the
    monotonic clock.
    """
    if not any(answers(int(port), host) for host, _, port in (one.rpartition(":") for one in address.split(","))):
        return False
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_coordinator_found(address, deadline))).result()


async def _coordinator_found(address: str, deadline: float | None) -> bool:
    from aiokafka.admin import AIOKafkaAdminClient
    from aiokafka.errors import KafkaError

    # While the broker comes up, the client's complaints are expected: they would read like faults.
    quiet = logging.getLogger("aiokafka")
    before, quiet.disabled = quiet.disabled, True
    admin = AIOKafkaAdminClient(bootstrap_servers=address, request_timeout_ms=int(_ATTEMPT_SECONDS * 1000))
    try:
        async with asyncio.timeout(_ATTEMPT_SECONDS if deadline is None else max(0.1, deadline - time.monotonic())):
            await admin.start()
            await admin.find_coordinator("mentoring-local-probe")
            described = await admin.describe_topics(["__consumer_offsets"])
    except (KafkaError, TimeoutError, OSError):
        return False
    finally:
        await admin.close()
        quiet.disabled = before
    partitions = described[0]["partitions"] if described else []
    return bool(partitions) and all(one["leader"] >= 0 for one in partitions)
