"""The rows that wait: read from the oldest on, deleted when they are confirmed, set aside when they are refused."""

from collections.abc import Iterable
from typing import Any

from mentoring.messaging.relay.terms import Terms, elapsed
from mentoring.postgres import Connection, Queries, queries
from mentoring.telemetry import get_logger

_LOOK_EVERY = 1.0
log = get_logger(__name__)


class Backlog:
    """The outbox as the relay sees it, on a connection of its own."""

    def __init__(self, connection: Connection, terms: Terms) -> None:
        self._connection = connection
        self._terms = terms
        self._any_refused = True  # until the first look says otherwise
        self._look_again = 0.0

    async def oldest(self, shards: frozenset[int], busy: Iterable[tuple[str, int, int]]) -> list[Any]:
        """The oldest rows, always from the beginning; without those of busy places (topic, partitions, number)."""
        listed = sorted(shards)
        await self._look_at_refused(listed)
        around = list(busy)
        if not around and not self._any_refused:
            rows: list[Any] = await _sql().oldest_rows(self._connection, shards=listed, at_most=self._terms.rows)
            return rows
        left: list[Any] = await _sql().oldest_rows_around(
            self._connection,
            shards=listed,
            busy_topics=[topic for topic, _, _ in around],
            busy_counts=[partitions for _, partitions, _ in around],
            busy_numbers=[number for _, _, number in around],
            at_most=self._terms.rows,
        )
        return left

    async def delete(self, sequences: list[int]) -> None:
        """Exactly these rows."""
        if sequences:
            await _sql().delete_rows(self._connection, sequences=sequences)

    async def set_aside(self, topic: str, partition: int, sequence: int, reason: str) -> None:
        """A row that the broker refuses for good: it and what follows under its key wait, and it is said."""
        await _sql().mark_refused(self._connection, sequence=sequence, reason=reason)
        self._any_refused = True
        log.error(
            "outbox-row-refused",
            topic=topic,
            partition=partition,
            sequence=sequence,
            reason=reason,
            effect="it and what follows under its key wait; it is tried again every minute",
            mend="raise the topic's max.message.bytes",
        )

    async def _look_at_refused(self, shards: list[int]) -> None:
        if elapsed() < self._look_again:
            return
        sql = _sql()
        await sql.try_refused_again(self._connection, shards=shards, after=self._terms.refused_again)
        self._any_refused = await sql.any_refused(self._connection)
        self._look_again = elapsed() + _LOOK_EVERY


def _sql() -> Queries:
    return queries("mentoring.messaging.relay")
