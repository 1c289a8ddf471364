"""The worker role: all consumers of one service in one process, until it is told to stop."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from typing import Generic

from aiokafka.errors import KafkaError

from mentoring.messaging import dead_letters
from mentoring.messaging.consumption import consumption_of
from mentoring.messaging.consumption.attempts import frames_of
from mentoring.messaging.facts import Facts
from mentoring.messaging.kafka import Kafka
from mentoring.messaging.purging import purge
from mentoring.messaging.unit import Units, W
from mentoring.messaging.worker.broker import make_broker, subscribe
from mentoring.messaging.worker.reader import Reader
from mentoring.messaging.worker.reporting import Reporting
from mentoring.messaging.worker.terms import Terms
from mentoring.postgres import is_transient
from mentoring.telemetry import get_logger

log = get_logger(__name__)
_BEFORE_AGAIN = 2.0


class Worker(Generic[W]):
    """Reads what ``facts`` declare and lets each message have its effect once.

    ``run`` ends when it is cancelled or ``stop`` is called: handlers at work may finish, their offsets are committed,
    and the groups hear that this member leaves. Scale by processes; partitions are shared among them.
    """

    def __init__(self, facts: Facts, units: Units[W], kafka: Kafka, terms: Terms | None = None) -> None:
        facts.check()
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._facts = facts
        self._units = units
        self._kafka = kafka
        self._terms = terms or Terms()
        self._stopping = asyncio.Event()
        self._readers = {
            name: Reader(
                name,
                consumption_of(consumer, units, patience=self._terms.patience),
                kafka,
                self._stopping,
                most=self._terms.batch,
            )
            for name, consumer in facts.consumers.items()
        }
        self._reporting = Reporting(self.name, list(self._readers.values()))

    def stop(self) -> None:
        """Ask `run` to end."""
        self._stopping.set()

    def unready(self, *, longest_silence: timedelta = timedelta(seconds=30)) -> list[str]:
        """Why this worker is not ready: consumers without a group, or that the broker does not answer; else nothing."""
        return self._reporting.unready(datetime.now(UTC), longest_silence.total_seconds())

    async def run(self) -> None:
        """Read until cancelled or stopped. A broker or database that is away is waited for."""
        broker = make_broker(self._kafka, self._terms, {reader.group: reader for reader in self._readers.values()})
        pairs = [(consumer, self._readers[name]) for name, consumer in self._facts.consumers.items()]
        subscribe(broker, self._kafka, self._terms, pairs)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(broker.stop)
            stack.push_async_callback(self._finish)
            await broker.connect()
            tasks = [asyncio.create_task(self._start(reader)) for reader in self._readers.values()]
            every = self._terms.commit_every.total_seconds()
            tasks += [asyncio.create_task(reader.progress.commit_every(every)) for reader in self._readers.values()]
            tasks.append(asyncio.create_task(_repeat(self._report, self._terms.status_every)))
            tasks.append(asyncio.create_task(_repeat(self._release, self._terms.release_every)))
            tasks.append(asyncio.create_task(_repeat(self._purge, self._terms.purge_every)))
            stack.push_async_callback(_end, tasks)
            await self._stopping.wait()

    async def _start(self, reader: Reader) -> None:
        """Join the group; each consumer for itself, so that one topic that is missing holds up no other."""
        while not self._stopping.is_set():
            try:
                await reader.subscriber.start()
            except KafkaError as fault:
                log.warning("consumer-waits", consumer=reader.name, fault=repr(fault)[:200])
                await reader.subscriber.stop()
            else:
                log.info("consumer-reads", consumer=reader.name)
                return
            await asyncio.sleep(_BEFORE_AGAIN)

    async def _finish(self) -> None:
        """First nothing new is begun; what is finished is committed once the handlers at work are done."""
        self._stopping.set()
        await asyncio.gather(*(self._leave(reader) for reader in self._readers.values()))

    async def _leave(self, reader: Reader) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(reader.idle.wait(), self._terms.graceful.total_seconds())
        await reader.close()
        await reader.progress.commit()

    async def _report(self) -> None:
        async with self._units.open() as unit:
            await self._reporting.write(unit.connection)

    async def _release(self) -> None:
        await dead_letters.release(self._units, self._facts)

    async def _purge(self) -> None:
        await purge(self._units, before=datetime.now(UTC) - self._terms.kept)


async def _repeat(act: Callable[[], Awaitable[None]], every: timedelta) -> None:
    """A chore beside the reading: no failure of it may end the reading."""
    while True:
        try:
            await act()
        except Exception as fault:  # noqa: BLE001 - said, and tried again
            if not is_transient(fault):
                log.warning("chore-failed", where=frames_of(fault))
        await asyncio.sleep(every.total_seconds())


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task, ended in zip(tasks, await asyncio.gather(*tasks, return_exceptions=True), strict=True):
        if isinstance(ended, Exception):
            log.error("worker-task-failed", task=task.get_name(), fault=repr(ended)[:200])
