"""The relay's lives: each with an identity, two connections and a producer of its own."""

import asyncio
import contextlib
import random
from typing import Any, Final

import asyncpg

from mentoring.messaging.kafka import Kafka
from mentoring.messaging.outbox import standing
from mentoring.messaging.relay.drain import Drain
from mentoring.messaging.relay.leases import LeaseLost, Leases
from mentoring.messaging.relay.terms import Terms
from mentoring.postgres import Connection, Database, is_transient
from mentoring.telemetry import get_logger, metrics

_LONGEST_PAUSE: Final = 5.0
_FOR_A_DEAD_LINE: Final = 2.0
"""Seconds that a statement may take to be called off; a database that says nothing must not hold us."""
_FAULTS: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
log = get_logger(__name__)


class Relay:
    """Moves what is committed in one database's outbox to Kafka. Run as many as you like: they share the shards."""

    def __init__(self, database: Database, kafka: Kafka, terms: Terms | None = None) -> None:
        self._database = database
        self._kafka = kafka
        self._terms = terms or Terms()
        if self._terms.send_life < kafka.request_timeout:
            raise ValueError("the send life must be as long as the broker's answer is waited for")

    async def run(self) -> None:
        """Relay until cancelled. A life that ends otherwise is followed by another one under a new identity."""
        pause = 0.1
        while True:
            try:
                await self._live()
            except LeaseLost as lost:
                log.warning("relay-ended-itself", reason=str(lost))
                pause = 0.1
            except Exception as fault:
                if not is_transient(fault):
                    log.exception("relay-failed")
                else:
                    log.warning("relay-lost-the-database", fault=repr(fault))
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spread, no secret
            pause = min(_LONGEST_PAUSE, pause * 2)

    async def _live(self) -> None:
        terms = self._terms
        patience = {"lock_timeout": "1000", "idle_in_transaction_session_timeout": _milliseconds(terms.lease)}
        # The rows are read in the order of their numbers, whatever the statistics of a table say that is empty today
        # and holds a million rows tomorrow.
        in_order = {"enable_seqscan": "off", "enable_bitmapscan": "off", "enable_sort": "off"}
        # Deleting what was confirmed need not wait for the disk: what a crash of the server brings back is the last
        # that was deleted, and is sent again in its order. Leases do wait.
        at_ease = {"synchronous_commit": "off"}
        async with (
            self._database.dedicated(**patience) as control,
            self._database.dedicated(**in_order, **at_ease) as reading,
        ):
            hint, gone = asyncio.Event(), asyncio.Event()
            for connection in (control, reading):
                connection.add_termination_listener(lambda _: gone.set())
            leases = Leases(control, terms)
            drain = Drain(reading, leases, self._kafka, terms, hint)
            try:
                await drain.start()
                await leases.join()
                await control.add_listener("outbox", lambda *_: hint.set())
                log.info("relay-joined", relay=str(leases.id))
                await self._work(leases, drain, control, hint, gone)
            finally:
                await drain.close()

    async def _work(
        self, leases: Leases, drain: Drain, control: Connection, hint: asyncio.Event, gone: asyncio.Event
    ) -> None:
        draining = asyncio.create_task(drain.run())
        keeping = asyncio.create_task(self._keep(leases, drain, control, hint))
        losing = asyncio.create_task(gone.wait())
        try:
            await asyncio.wait({draining, keeping, losing}, return_when=asyncio.FIRST_COMPLETED)
            for task in (draining, keeping):
                if task.done():
                    task.result()
            raise LeaseLost("a connection to the database is gone")
        finally:
            draining.cancel()
            await asyncio.wait({draining}, timeout=_FOR_A_DEAD_LINE)
            clean = await drain.finish()  # the lease is renewed meanwhile, for what is still on its way
            keeping.cancel()
            losing.cancel()
            await asyncio.gather(keeping, losing, return_exceptions=True)
            if clean:
                await self._leave(leases)
            log.info("relay-left", relay=str(leases.id), clean=clean)

    async def _keep(self, leases: Leases, drain: Drain, control: Connection, hint: asyncio.Event) -> None:
        """Renew the lease, move towards a fair share, and say how the outbox stands."""
        settling: asyncio.Task[None] | None = None

        async def admit(gained: frozenset[int]) -> None:
            await drain.settle()
            leases.admit(gained)
            hint.set()

        try:
            while True:
                await leases.renew()
                with contextlib.suppress(asyncpg.LockNotAvailableError):  # another relay moves shards; next turn
                    if await leases.balance():
                        if settling is not None:
                            settling.cancel()  # what was gained now counts from now
                        settling = asyncio.create_task(admit(leases.unadmitted))
                stands = await standing(control)
                metrics.OUTBOX_ROWS.set(stands.rows)
                metrics.OUTBOX_AGE.set(stands.age.total_seconds())
                metrics.OUTBOX_REFUSED.set(stands.refused)
                await asyncio.sleep(self._terms.renew.total_seconds())
        finally:
            if settling is not None:
                settling.cancel()

    async def _leave(self, leases: Leases) -> None:
        """Free the shards at once: everything was answered. On a new connection, since ours may be what is broken."""
        with contextlib.suppress(*_FAULTS, TimeoutError):
            async with asyncio.timeout(3), self._database.dedicated() as connection:
                await leases.leave(connection)


def _milliseconds(span: Any) -> str:
    return str(int(span.total_seconds() * 1000))
