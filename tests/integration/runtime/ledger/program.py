"""A whole service in one file: it tells facts, reads them back, and chokes on some."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer
from pydantic import BaseModel, Field

from mentoring import kernel
from mentoring.contracts.profile import ImportStarted
from mentoring.kernel import Refused
from mentoring.messaging import Facts
from mentoring.postgres import Connection
from mentoring.runtime import Clock, Doors, Service, Settings, command, public, signed_in
from mentoring.runtime.running import Running
from mentoring.telemetry import current

entries = Doors(tags=["entries"])
facts = Facts("portal")
clock = Clock()
imports = facts.reaction("portal.imports", "profile.imports", forget_after=None)


class LedgerSettings(Settings):
    """A ledger."""

    indigestible: int = 666
    """The number of rows that it cannot take."""


class Indigestible(Refused):
    """Nobody can take {rows} rows."""

    code = "indigestible"


class LedgerWork:
    def __init__(self, connection: Connection, work: kernel.Work, indigestible: int) -> None:
        self.connection, self.indigestible = connection, indigestible
        self.announce, self.now, self.new_id = work.announce, work.now, work.new_id


class LedgerViews:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection


class Draft(BaseModel):
    key: UUID
    rows: Annotated[int, Field(ge=0)] = 1


@entries.command("POST", "/entries", policy=signed_in)
async def draft(body: Draft, work: LedgerWork) -> None:
    """Tell that rows came."""
    work.announce(ImportStarted(import_id=body.key, rows=body.rows, rejected=0))


@entries.view("/entries", policy=public)
async def read(views: LedgerViews) -> int:
    """How many were read back."""
    count: int = await views.connection.fetchval("SELECT count(*) FROM entries")
    return count


@entries.view("/chains", policy=public)
async def chains(views: LedgerViews) -> list[str]:
    """Which chain of causes each entry belongs to, as its handler saw it: correlation, then traceparent."""
    return [row["by_whom"] for row in await views.connection.fetch("SELECT by_whom FROM entries")]


@imports(ImportStarted)
async def keep(started: ImportStarted, work: LedgerWork) -> None:
    """Write what was told."""
    if started.rows == work.indigestible:
        raise Indigestible(rows=started.rows)
    context = current()
    chain = f"{context.correlation_id} {context.traceparent}"
    sql = "INSERT INTO entries (entry, title, by_whom) VALUES ($1, $2, $3)"
    await work.connection.execute(sql, work.new_id(), str(started.rows), chain)


@clock.step(every=timedelta(milliseconds=100))
async def tick(work: LedgerWork) -> None:
    """Note that the clock goes."""
    await work.connection.execute("INSERT INTO dues VALUES (1) ON CONFLICT DO NOTHING")


async def count(running: Running) -> None:
    """Print how many entries there are."""
    async with running.database.reading() as connection:
        print(await connection.fetchval("SELECT count(*) FROM entries"))  # noqa: T201 - its answer


async def times(running: Running, of: Annotated[int, typer.Argument()], by: int = 2) -> None:
    """Print a product, to show that a verb has arguments of its own."""
    print(running.service.name, of * by)  # noqa: T201 - its answer


def build(settings: LedgerSettings) -> Service:
    """The service."""
    return Service(
        name="portal",
        work=lambda connection, work: LedgerWork(connection, work, settings.indigestible),
        views=LedgerViews,
        doors=[entries],
        facts=facts,
        clock=clock,
        migrations="ledger",
    )


main = command(build, LedgerSettings, verbs={"count": count, "times": times})

if __name__ == "__main__":
    main()
