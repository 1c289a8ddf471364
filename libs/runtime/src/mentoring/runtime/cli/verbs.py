"""The verbs of a service's command."""

import asyncio
import inspect
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

import typer

from mentoring.postgres import migrate as apply_migrations
from mentoring.runtime.cli.dead_letters import add_dead_letters
from mentoring.runtime.cli.doctor import examine
from mentoring.runtime.cli.showing import EXIT_CODES, DryRun, Exit, Json, say, show
from mentoring.runtime.cli.tool import Tool
from mentoring.runtime.cli.topics import add_topics
from mentoring.runtime.composition import ROLES, Role, Service, Verb
from mentoring.runtime.roles.run import LINEAGES, run
from mentoring.runtime.running import opened
from mentoring.runtime.settings import Settings
from mentoring.telemetry import configure_logs

S = TypeVar("S", bound=Settings)

_ABOUT: dict[Role, str] = {
    "api": "Serve HTTP.",
    "worker": "Consume the topics that this service reads.",
    "relay": "Bring what is committed to Kafka.",
    "clock": "Do what falls due.",
}


def command_line(build: Callable[[S], Service], kind: type[S], own: Mapping[str, Verb]) -> typer.Typer:
    """The command line of a service: roles, migrations, what operators do, and verbs of its own."""
    tool = Tool(build, kind)
    app = typer.Typer(
        help=f"{(kind.__doc__ or '').strip().splitlines()[0] if kind.__doc__ else ''}\n\n{EXIT_CODES}",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for role in ROLES:
        app.command(role, help=_ABOUT[role])(_starter(tool, [role]))
    app.command("all", help="All four roles in one process.")(_starter(tool, ROLES))
    _add_migrate(app, tool)
    _add_doctor(app, tool)
    add_dead_letters(app, tool)
    add_topics(app, tool)
    for name, verb in own.items():
        app.command(name, help=verb.__doc__)(_own_verb(tool, verb))
    return app


def _starter(tool: Tool[S], roles: Collection[Role]) -> Callable[[], None]:
    def start() -> None:
        service, settings = tool.load()
        outcome = tool.run(run(service, settings, roles))
        raise typer.Exit(Exit.WRONG if outcome.failed else Exit.DONE)

    return start


def _own_verb(tool: Tool[S], verb: Verb) -> Callable[..., None]:
    def act(**given: object) -> None:
        service, settings = tool.load()
        configure_logs(fmt=settings.log_format, level=settings.log_level, fields={"service": service.name})

        async def with_parts_open() -> None:
            async with opened(service, settings, roles=[]) as running:
                await verb(running, **given)

        tool.run(with_parts_open())

    # What the verb asks for beside the open parts is asked of the operator.
    asked = list(inspect.signature(verb, eval_str=True).parameters.values())[1:]
    act.__signature__ = inspect.Signature(asked)  # type: ignore[attr-defined]
    return act


def _add_migrate(app: typer.Typer, tool: Tool[S]) -> None:
    @app.command("migrate")
    def migrate(*, dry_run: DryRun = False, as_json: Json = False) -> None:
        """Bring the database's tables to this program's version; safe to run at once from several places."""
        service, settings = tool.load()
        lineages = [*LINEAGES, service.migrations]
        done = tool.run(apply_migrations(settings.dsn, *lineages, dry_run=dry_run))
        state = "due" if dry_run else "applied"
        rows = [{"lineage": one.lineage, "migration": one.name, "state": state} for one in done]
        show(rows, columns=["lineage", "migration", "state"], as_json=as_json)
        if not rows:
            say("The database is up to date.")


def _add_doctor(app: typer.Typer, tool: Tool[S]) -> None:
    @app.command("doctor")
    def doctor(*, as_json: Json = False) -> None:
        """Check settings, database, migrations, Kafka, topics and the issuer's keys; 1 when something is wrong."""
        service, settings = tool.load()
        found = asyncio.run(examine(service, settings))
        show([one.as_row() for one in found], columns=["check", "state", "detail", "mend"], as_json=as_json)
        raise typer.Exit(Exit.WRONG if any(one.state == "fault" for one in found) else Exit.DONE)
