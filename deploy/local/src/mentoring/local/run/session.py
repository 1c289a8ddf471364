"""A run from its first line to its last."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from mentoring.local.checkout import Checkout
from mentoring.local.failed import PartFailed
from mentoring.local.frontend import bring
from mentoring.local.parts import jars
from mentoring.local.parts.marks import Marks
from mentoring.local.run import company, services
from mentoring.local.run.addresses import Addresses
from mentoring.local.run.lock import only_run, tell
from mentoring.local.run.preparing import apply_migrations, apply_topics
from mentoring.local.run.suite import Suite
from mentoring.local.run.telling import Telling
from mentoring.local.run.watch import watch

R = TypeVar("R")


@dataclass(frozen=True)
class Wishes:
    """What the user asked for."""

    kafka: str | None = None
    """The address of a broker, host:port; ours when it is not given."""
    topic_prefix: str = ""
    people: int = company.SIZE
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
    marks = Marks(checkout.marks)
    for name in await _in_thread(marks.end_leftovers):
        telling.note(f"Ended what a killed run had left behind: {name}")
    services.require()
    _put_old_logs_aside(checkout)
    addresses = Addresses.choose()
    suite = Suite(checkout, addresses, marks, wishes.kafka, wishes.topic_prefix)
    work = asyncio.create_task(_bring_up_and_watch(suite, wishes, telling, lock))
    ended = asyncio.create_task(stopping.wait())
    code = 0
    try:
        await asyncio.wait([work, ended], return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    except PartFailed as fault:
        telling.trouble(str(fault))
        code = 1
    finally:
        ended.cancel()
        work.cancel()
        telling.line("\nStopping, services first ...")
        await _in_thread(suite.stop)
        telling.line("Stopped. No process is left; the data are kept for the next `make run`.")
    return code


async def _bring_up_and_watch(suite: Suite, wishes: Wishes, telling: Telling, lock: IO[str]) -> None:
    telling.line("Starting the mentoring suite on this machine\n")
    made_up = company.Company.at(suite.checkout.home / "company", wishes.people, suite.addresses)
    if len(made_up.people) != wishes.people:
        telling.note(f"The company was made with {len(made_up.people)} people; `make clean` allows another size")
    for name, (usual, port) in suite.addresses.replaced.items():
        telling.note(f"Port {usual} of {name} is taken: {port} is used instead")
    await asyncio.gather(
        _frontend(suite, telling),
        _kafka(suite, telling),
        _databases(suite, telling),
        _side_parts(suite, telling),
    )
    with telling.step("Services") as said:
        processes = [(name, suite.start_service(name)) for name in services.SERVICES]
        await asyncio.gather(*(suite.ready(name, process) for name, process in processes))
        said.append("all ready")
    tell(lock, {"pid": os.getpid(), "portal": suite.addresses.url("portal")})
    watching = asyncio.create_task(watch(suite.watched, telling))
    try:
        loading = asyncio.create_task(_load(suite, made_up, telling))
        await asyncio.wait([watching, loading], return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            watching.result()
        await loading
        _welcome(suite, telling)
        await watching
    finally:
        watching.cancel()


async def _frontend(suite: Suite, telling: Telling) -> None:
    with telling.step("Front-end") as said:
        copies = await _in_thread(lambda: bring(suite.checkout.portal))
        said.append(f"{len(copies)} files by npm's lock")


async def _kafka(suite: Suite, telling: Telling) -> None:
    if suite.broker is not None and not jars.are_cached():
        telling.under_way("fetching Apache Kafka, 43 MB, once for this user")
    with telling.step("Kafka") as said:
        await _in_thread(suite.start_kafka)
        said.append(suite.kafka if suite.broker else f"{suite.kafka}, as you asked")
    with telling.step("Topics") as said:
        said.append(await apply_topics(suite))


async def _databases(suite: Suite, telling: Telling) -> None:
    with telling.step("PostgreSQL") as said:
        await _in_thread(suite.start_postgres)
        said.append(f"127.0.0.1:{suite.postgres.port}, one database per service")
    with telling.step("Migrations") as said:
        said.append(await apply_migrations(suite))


async def _side_parts(suite: Suite, telling: Telling) -> None:
    with telling.step("Sign-in, mail") as said:
        await asyncio.gather(_in_thread(suite.start_issuer), _in_thread(suite.start_mail))
        said.append("development issuer and mail catcher")


async def _load(suite: Suite, made_up: company.Company, telling: Telling) -> None:
    if company.size_of(made_up.folder) is not None:
        return
    with telling.step("Company") as said:
        telling.under_way("loading the made-up company through the services' doors")
        await made_up.load_once(suite.addresses, telling.under_way)
        said.append(f"{len(made_up.people)} people, {len(made_up.scheme.participants)} in a program")


def _welcome(suite: Suite, telling: Telling) -> None:
    url = suite.addresses.url
    telling.line(f"\nThe mentoring suite runs, {telling.seconds:.0f} s after its start.\n", "bold green")
    telling.line(f"  Portal   {url('portal')}", "bold")
    telling.line("  Sign in  press «Sign in» and pick anyone, no password is asked; those to try first are on top")
    telling.line(f"  Mails    {url('mail')}")
    doors = [f"{url(name)}/openapi.json" for name in services.SERVICES if name != "portal"]
    telling.line(f"  Doors    {doors[0]}")
    for door in doors[1:]:
        telling.line(f"           {door}")
    telling.line(f"  Logs     {suite.checkout.logs}  (make logs)\n")
    telling.line("Ctrl-C stops everything. The data stay: `make run` goes on with them, `make clean` forgets them.")


def _put_old_logs_aside(checkout: Checkout) -> None:
    """Of each log the last run's is kept beside this run's, and no more."""
    for log in checkout.logs.glob("*.log"):
        log.replace(log.with_suffix(".log.1"))


def _asked_to_stop(stopping: asyncio.Event, telling: Telling) -> None:
    if stopping.is_set():
        telling.note("Already stopping, this takes a few seconds")
    stopping.set()


async def _in_thread(act: Callable[[], R]) -> R:
    return await asyncio.to_thread(act)


def main(wishes: Wishes) -> None:
    """Runs to the end and leaves with its exit code."""
    asyncio.run(_to_the_end(wishes))


async def _to_the_end(wishes: Wishes) -> None:
    code = await run(Checkout.here(wishes.data), wishes, Telling())
    sys.stdout.flush()
    # At once: a download that was cut off by Ctrl-C would otherwise hold the exit until its thread has ended.
    # Nothing is left to be saved; the system frees the lock.
    os._exit(code)
