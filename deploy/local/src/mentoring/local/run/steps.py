"""The steps of a start, each told of when it is done."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from mentoring.local.company.sign_in import to_try_first
from mentoring.local.frontend import bring
from mentoring.local.parts import jars
from mentoring.local.run import company, services
from mentoring.local.run.preparing import apply_migrations, apply_topics
from mentoring.local.run.suite import Suite
from mentoring.local.run.telling import Telling

R = TypeVar("R")


async def in_thread(act: Callable[[], R]) -> R:
    """What waits for processes must not hold up the rest."""
    return await asyncio.to_thread(act)


async def frontend(suite: Suite, telling: Telling) -> None:
    """The portal's files out of npm."""
    with telling.step("Front-end") as said:
        copies = await in_thread(lambda: bring(suite.checkout.portal))
        said.append(f"{len(copies)} files by npm's lock")


async def kafka(suite: Suite, telling: Telling) -> None:
    """The broker and its topics."""
    if suite.broker is not None and not jars.are_cached():
        telling.under_way("fetching Apache Kafka, 43 MB, once for this user")
    with telling.step("Kafka") as said:
        await in_thread(suite.start_kafka)
        said.append(suite.kafka if suite.broker else f"{suite.kafka}, as you asked")
    with telling.step("Topics") as said:
        said.append(await apply_topics(suite))


async def databases(suite: Suite, telling: Telling) -> None:
    """The server, its databases and their tables."""
    with telling.step("PostgreSQL") as said:
        await in_thread(suite.start_postgres)
        said.append(f"127.0.0.1:{suite.postgres.port}, one database per service")
    with telling.step("Migrations") as said:
        said.append(await apply_migrations(suite))


async def side_parts(suite: Suite, telling: Telling) -> None:
    """What takes the place of a company's own sign-in and mail server."""
    with telling.step("Sign-in, mail") as said:
        await asyncio.gather(in_thread(suite.start_issuer), in_thread(suite.start_mail))
        said.append("development issuer and mail catcher")


async def all_services(suite: Suite, telling: Telling) -> None:
    """All at once; done when the last is ready."""
    with telling.step("Services") as said:
        processes = [(name, suite.start_service(name)) for name in services.SERVICES]
        await asyncio.gather(*(suite.ready(name, process) for name, process in processes))
        said.append("all ready")


async def load(suite: Suite, made_up: company.Company, telling: Telling) -> None:
    """The company, at the first start."""
    if company.size_of(made_up.folder) is not None:
        return
    with telling.step("Company") as said:
        telling.under_way("loading the made-up company through the services' doors")
        await made_up.load_once(suite.addresses, telling.under_way)
        said.append(f"{len(made_up.people)} people, {len(made_up.scheme.participants)} in a program")


def welcome(suite: Suite, made_up: company.Company, telling: Telling) -> None:
    """Where everything is."""
    url = suite.addresses.url
    telling.line(f"\nThe mentoring suite runs, {telling.seconds:.0f} s after its start.\n", "bold green")
    telling.line(f"  Portal   {url('portal')}", "bold")
    telling.line("  Sign in  press «Sign in» and pick anyone, no password is asked; those to try first:")
    for name, note in to_try_first(made_up.people, made_up.scheme):
        telling.line(f"             {name:<22} {note}")
    telling.line(f"  Mails    {url('mail')}")
    doors = [f"{url(name)}/openapi.json" for name in services.SERVICES if name != "portal"]
    telling.line(f"  Doors    {doors[0]}")
    for door in doors[1:]:
        telling.line(f"           {door}")
    telling.line(f"  Logs     {suite.checkout.logs}  (make logs)\n")
    telling.line("Ctrl-C stops everything. The data stay: `make run` goes on with them, `make clean` forgets them.")
