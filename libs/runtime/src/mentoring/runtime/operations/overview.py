"""``GET /operations``: how a service is doing, out of its database alone."""

from pydantic import BaseModel

from mentoring.messaging import Facts, dead_letters, standing, status
from mentoring.runtime.doors.doors import Doors
from mentoring.runtime.operations.letters import OPERATOR
from mentoring.runtime.running import Running


class OutboxBody(BaseModel):
    """What is committed and not yet in Kafka."""

    rows: int
    """Counted up to 10,000, estimated beyond."""
    oldest_seconds: float
    refused: int
    """Rows that the broker refuses for good."""


class ConsumerBody(BaseModel):
    """One consumer over all its partitions."""

    consumer: str
    topic: str
    lag_messages: int
    lag_seconds: float
    partitions: int
    """Held by living workers; none means that nobody reads."""
    workers: int
    silent_seconds: float | None
    """Since the broker last answered the slowest reader; null where nobody reads."""
    dead_letters: int
    """That wait for an operator."""
    parked: int
    """Messages that wait behind them."""


class OperationsBody(BaseModel):
    """How a service is doing."""

    service: str
    outbox: OutboxBody
    consumers: list[ConsumerBody]


def overview_doors(running: Running) -> Doors:
    """The door of one service."""
    doors = Doors(tags=["operations"])
    name = running.service.name
    facts = running.service.facts or Facts(name)

    @doors.view("/operations", policy=OPERATOR)
    async def operations() -> OperationsBody:
        """Outbox, lag and dead letters."""
        async with running.database.reading() as connection:
            outbox = await standing(connection)
            consumers = await status.consumers(connection, facts)
            letters = {count.consumer: count for count in await dead_letters.counts(connection)}
        none = dead_letters.Count("", 0, 0)
        return OperationsBody(
            service=name,
            outbox=OutboxBody(rows=outbox.rows, oldest_seconds=outbox.age.total_seconds(), refused=outbox.refused),
            consumers=[
                ConsumerBody(
                    consumer=one.consumer,
                    topic=one.topic,
                    lag_messages=one.lag,
                    lag_seconds=one.lag_seconds,
                    partitions=one.assigned,
                    workers=one.workers,
                    silent_seconds=None if one.polled_before is None else one.polled_before.total_seconds(),
                    dead_letters=letters.get(one.consumer, none).open,
                    parked=letters.get(one.consumer, none).parked,
                )
                for one in consumers
            ],
        )

    return doors
