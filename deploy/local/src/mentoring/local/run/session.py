"""A run from its first line to its last."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from mentoring.local.checkout import Checkout
from mentoring.local.failed import PartFailed, PortLost
from mentoring.local.parts.marks import Marks
from mentoring.local.run import company, services, steps
from mentoring.local.run.addresses import Addresses
from mentoring.local.run.lock import only_run, tell
from mentoring.local.run.suite import Suite
from mentoring.local.run.telling import Telling
from mentoring.local.run.watch import watch

_ATTEMPTS = 3


@dataclass(frozen=True)
class Wishes:
    """What the user asked for."""

    kafka: str | None = None
    """The address of a broker, host:port; ours when it is not given."""
    topic_prefix: str = ""
    people: int | None = None
    """Size of the made-up company; of 1,000 when nothing else is said."""
    data: Path | None = None
    """Where the run keeps everything; `.local` of the checkout when it is not given."""


async def run(checkout: Checkout, wishes: Wishes, telling: Telling) -> int:
    """Brings the suite up and keeps it up until it is asked to end; the exit code."""
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, _asked_to_stop, stopping, telling)
    try:
        with only_run(checkout.lock) as lock:
            return await _run(checkout, wishes, telling, stopping, lock)
    except PartFailed as fault:
        telling.trouble(str(fault))
        return 1


async def _run(checkout: Checkout, wishes: Wishes, telling: Telling, stopping: asyncio.Event, lock: IO[str]) -> int:
    for name in await steps.in_thread(Marks(checkout.marks).end_leftovers):
        telling.note(f"Ended what a killed run had left behind: {name}")
    services.require()
    _put_old_logs_aside(checkout)
    for _ in range(_ATTEMPTS):
        suite = Suite(checkout, Addresses.choose(), Marks(checkout.marks), wishes.kafka, wishes.topic_prefix)
        try:
            return await _until_asked_to_stop(suite, wishes, telling, stopping, lock)
        except PortLost as lost:
            telling.note(f"{lost}: starting again with other ports")
    raise PartFailed("Other programs take our ports again and again: the run is over.")


async def _until_asked_to_stop(
    suite: Suite, wishes: Wishes, telling: Telling, stopping: asyncio.Event, lock: IO[str]
) -> int:
    work = asyncio.create_task(_bring_up_and_watch(suite, wishes, telling, lock))
    ended = asyncio.create_task(stopping.wait())
    code = 0
    try:
        await asyncio.wait([work, ended], return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    except PartFailed as fault:
        lost = suite.lost_port()
        if lost is not None:
            raise PortLost(lost) from fault
        telling.trouble(str(fault))
        code = 1
    finally:
        ended.cancel()
        work.cancel()
        telling.line("\nStopping, services first ...")
        await steps.in_thread(suite.stop)
        telling.line("Stopped. No process is left; the data are kept for the next `make run`.")
    return code


async def _bring_up_and_watch(suite: Suite, wishes: Wishes, telling: Telling, lock: IO[str]) -> None:
    telling.line("Starting the mentoring suite on this machine\n")
    made_up = company.Company.at(suite.checkout.home / "company", wishes.people or company.SIZE, suite.addresses)
    if wishes.people not in {None, len(made_up.people)}:
        telling.note(f"The company was made with {len(made_up.people)} people; `make clean` allows another size")
    for name, (usual, port) in suite.addresses.replaced.items():
        telling.note(f"Port {usual} of {name} is taken: {port} is used instead")
    await asyncio.gather(
        steps.frontend(suite, telling),
        steps.kafka(suite, telling),
        steps.databases(suite, telling),
        steps.side_parts(suite, telling),
    )
    await steps.all_services(suite, telling)
    tell(lock, {"pid": os.getpid(), "portal": suite.addresses.url("portal")})
    watching = asyncio.create_task(watch(suite.watched, telling))
    try:
        loading = asyncio.create_task(steps.load(suite, made_up, telling))
        await asyncio.wait([watching, loading], return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            watching.result()
        await loading
        steps.welcome(suite, made_up, telling)
        await watching
    finally:
        watching.cancel()


def _put_old_logs_aside(checkout: Checkout) -> None:
    """Of each log the last run's is kept beside this run's, and no more."""
    for log in checkout.logs.glob("*.log"):
        log.replace(log.with_suffix(".log.1"))


def _asked_to_stop(stopping: asyncio.Event, telling: Telling) -> None:
    if stopping.is_set():
        telling.note("Already stopping, this takes a few seconds")
    stopping.set()


def main(wishes: Wishes) -> None:
    """Runs to the end and leaves with its exit code."""
    asyncio.run(_to_the_end(wishes))


async def _to_the_end(wishes: Wishes) -> None:
    code = await run(Checkout.here(wishes.data), wishes, Telling())
    sys.stdout.flush()
    # At once: a download that was cut off by Ctrl-C would otherwise hold the exit until its thread has ended.
    # Nothing is left to be saved; the system frees the lock.
    os._exit(code)
