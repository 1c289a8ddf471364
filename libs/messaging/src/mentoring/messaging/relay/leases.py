"""Which shards this relay may read, and until when it may hand anything over."""

import asyncio
from uuid import UUID

from uuid_utils.compat import uuid7

from mentoring.messaging.outbox.shards import SHARDS
from mentoring.messaging.relay.terms import Terms, elapsed
from mentoring.postgres import Connection, Queries, queries
from mentoring.telemetry import metrics


class LeaseLost(Exception):  # noqa: N818 - what happened to the relay
    """The lease ran out before it was renewed: this relay has no right to anything any more."""


class Leases:
    """One relay's lease over its share of the shards. It lives once: who lost it starts afresh under a new id."""

    def __init__(self, connection: Connection, terms: Terms) -> None:
        """The connection is for leases alone: nothing long may stand before a renewal."""
        self.id: UUID = uuid7()
        self._connection = connection
        self._terms = terms
        self._until = 0.0
        self._mine: frozenset[int] = frozenset()
        self._admitted: frozenset[int] = frozenset()
        self._surplus: frozenset[int] = frozenset()
        self._moving = asyncio.Lock()

    @property
    def shards(self) -> frozenset[int]:
        """What may be read."""
        return (self._mine & self._admitted) - self._surplus

    @property
    def unadmitted(self) -> frozenset[int]:
        """What is held and may not be read yet."""
        return self._mine - self._admitted

    @property
    def surplus(self) -> bool:
        """Whether shards wait to be given back."""
        return bool(self._surplus)

    def hold(self) -> bool:
        """Whether this relay may hand over now. By our own clock, counted from before the renewal was asked for."""
        return elapsed() < self._until

    def lose(self) -> None:
        """From now on nothing is handed over."""
        self._until = 0.0

    async def join(self) -> None:
        """Announce this relay."""
        asked = elapsed()
        await _sql().join_relays(self._connection, id=self.id, lease=self._terms.lease, send_life=self._terms.send_life)
        self._until = asked + self._terms.lease.total_seconds()

    async def renew(self) -> None:
        """Prolong the lease.

        Raises:
            LeaseLost: it had run out.
        """
        asked = elapsed()
        try:
            async with asyncio.timeout(max(0.0, self._until - asked)):
                renewed = await _sql().renew_lease(
                    self._connection, id=self.id, lease=self._terms.lease, send_life=self._terms.send_life
                )
        except TimeoutError:
            raise LeaseLost("the database did not answer in time") from None
        if not renewed:
            raise LeaseLost("the lease ran out")
        self._until = asked + self._terms.lease.total_seconds()

    async def balance(self) -> frozenset[int]:
        """Free what dead relays held, and move towards a fair share; the shards that were gained now.

        What was gained is not read until it is admitted.
        """
        sql = _sql()
        async with self._moving:
            async with self._connection.transaction():
                if not await sql.one_balances(self._connection):
                    return frozenset()
                await sql.free_shards_of_the_dead(self._connection)
                await sql.bury_relays(self._connection)
                mine = frozenset(row["shard"] for row in await sql.shards_of(self._connection, id=self.id))
                fair = -(-SHARDS // max(1, await sql.count_live(self._connection)))
                gained: frozenset[int] = frozenset()
                if len(mine) < fair:
                    rows = await sql.take_shards(self._connection, id=self.id, at_most=fair - len(mine))
                    gained = frozenset(row["shard"] for row in rows)
            # Only what was committed counts.
            self._mine = mine | gained
            self._admitted &= mine
            self._surplus = frozenset(sorted(mine)[fair:])
        metrics.SHARDS.set(len(self._mine))
        return gained

    def admit(self, shards: frozenset[int]) -> None:
        """Nothing of another relay can arrive any more for these."""
        self._admitted |= shards & self._mine

    async def give_back(self, connection: Connection) -> None:
        """Free what is above a fair share; the caller has nothing of it in flight."""
        async with self._moving:
            surplus, self._surplus = self._surplus, frozenset()
            self._mine -= surplus
            await _sql().free_shards(connection, id=self.id, shards=sorted(surplus))
        metrics.SHARDS.set(len(self._mine))

    async def leave(self, connection: Connection) -> None:
        """A clean end: nothing is in flight, so another may go on at once."""
        self.lose()
        self._mine = frozenset()
        metrics.SHARDS.set(0)
        async with connection.transaction():
            await _sql().free_all_shards(connection, id=self.id)
            await _sql().leave_relays(connection, id=self.id)


def _sql() -> Queries:
    return queries("mentoring.messaging.relay")
