"""``dead-letters list|show|replay|discard``: what could not be used, and what becomes of it."""

import getpass
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar
from uuid import UUID

import typer

from mentoring.messaging import Facts
from mentoring.messaging import dead_letters as letters
from mentoring.runtime.cli.showing import DryRun, Exit, Json, say, show, show_one
from mentoring.runtime.cli.tool import Tool
from mentoring.runtime.operations.letters import LetterBody, acted_body, opened_letter
from mentoring.runtime.running import Running, opened
from mentoring.runtime.settings import Settings
from mentoring.telemetry import Context, bound, configure_logs, new_correlation_id

S = TypeVar("S", bound=Settings)
R = TypeVar("R")
_COLUMNS = ["id", "state", "consumer", "reason", "event_type", "readable_key", "topic", "partition", "offset", "put_at"]
_STEPS = ["outcome", "letter", "event_type", "reason", "detail"]
Letter = Annotated[UUID, typer.Argument(help="Its id, as `list` shows it.")]
Act = Callable[[Running, Facts], Awaitable[letters.Acted]]


def add_dead_letters(app: typer.Typer, tool: Tool[S]) -> None:
    """Add the four verbs."""
    group = typer.Typer(help="Messages that could not be used.", no_args_is_help=True)
    app.add_typer(group, name="dead-letters")
    _add_looking(group, tool)
    _add_acting(group, tool)


def _add_looking(group: typer.Typer, tool: Tool[S]) -> None:
    @group.command("list")
    def list_letters(
        *,
        consumer: Annotated[str | None, typer.Option(help="Of this consumer alone.")] = None,
        state: Annotated[
            list[str] | None, typer.Option(help=f"One of {', '.join(letters.STATES)}; repeatable.")
        ] = None,
        limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
        after: Annotated[str | None, typer.Option(help="Go on behind the page before.")] = None,
        as_json: Json = False,
    ) -> None:
        """Those that wait, newest first; others with --state."""
        wanted = [known for known in letters.STATES if known in (state or letters.WAITING)]
        if state is not None and len(wanted) != len(set(state)):
            raise typer.BadParameter(f"a state is one of {', '.join(letters.STATES)}")

        async def work(running: Running) -> letters.Listed:
            async with running.database.reading() as connection:
                return await letters.listing(connection, consumer=consumer, states=wanted, cursor=after, limit=limit)

        found = _within(tool, work)
        rows = [
            LetterBody.model_validate(letter, from_attributes=True).model_dump(mode="json") for letter in found.items
        ]
        show(rows, columns=_COLUMNS, as_json=as_json)
        if found.next is not None:
            say(f"There are more: --after {found.next}")

    @group.command("show")
    def show_letter(letter: Letter, *, as_json: Json = False) -> None:
        """One of them, with its bytes as far as they are text."""

        async def work(running: Running) -> tuple[letters.Letter, letters.Contents]:
            async with running.database.reading() as connection:
                return await letters.show(connection, letter)

        show_one(opened_letter(*_within(tool, work)).model_dump(mode="json"), as_json=as_json)


def _add_acting(group: typer.Typer, tool: Tool[S]) -> None:
    @group.command("replay")
    def replay_letter(letter: Letter, *, dry_run: DryRun = False, as_json: Json = False) -> None:
        """Let it have its effect, with all that wait under its key, in order; 1 when one fails again."""

        async def act(running: Running, facts: Facts) -> letters.Acted:
            return await letters.replay(running.units, facts, letter, dry_run=dry_run)

        _act(tool, act, as_json=as_json)

    @group.command("discard")
    def discard_letter(
        letter: Letter,
        *,
        reason: Annotated[str, typer.Option(help="Why the message shall have no effect; kept.")],
        dry_run: DryRun = False,
        as_json: Json = False,
    ) -> None:
        """Decide that it shall have no effect; what was parked behind it has its own now."""

        async def act(running: Running, facts: Facts) -> letters.Acted:
            return await letters.discard(running.units, facts, letter, reason, dry_run=dry_run)

        _act(tool, act, as_json=as_json)


def _act(tool: Tool[S], act: Act, *, as_json: bool) -> None:
    async def work(running: Running) -> letters.Acted:
        with bound(Context(correlation_id=new_correlation_id(), actor=f"operator {getpass.getuser()}")):
            return await act(running, running.service.facts or Facts(running.service.name))

    acted = acted_body(_within(tool, work))
    show([step.model_dump(mode="json") for step in acted.steps], columns=_STEPS, as_json=as_json)
    if acted.dry_run:
        say("Nothing was changed: this was a dry run.")
    if acted.failed:
        raise typer.Exit(Exit.WRONG)


def _within(tool: Tool[S], work: Callable[[Running], Awaitable[R]]) -> R:
    service, settings = tool.load()
    configure_logs(fmt=settings.log_format, level="WARNING", fields={"service": service.name})

    async def with_parts_open() -> R:
        async with opened(service, settings, roles=[]) as running:
            return await work(running)

    return tool.run(with_parts_open())
