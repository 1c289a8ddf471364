"""What a verb shows: a table for people, JSON for programs, and an exit code that both can rely on."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text


class Exit(IntEnum):
    """Exit codes of all verbs."""

    DONE = 0
    """All is done or in order."""
    WRONG = 1
    """Something is wrong, and the output says what."""
    USAGE = 2
    """The command or the settings do not make sense; nothing was done."""
    AWAY = 3
    """The database or Kafka cannot be reached; try again."""


EXIT_CODES = (
    "Exit codes: 0 done or in order; 1 something is wrong; 2 bad usage or settings; 3 a part cannot be reached."
)


Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found."""

    name: str
    state: Literal["ok", "warning", "fault"]
    detail: str
    mend: str = ""

    def as_row(self) -> dict[str, str]:
        """The finding as it is shown."""
        return {"check": self.name, "state": self.state, "detail": self.detail, "mend": self.mend}


_STYLES: Mapping[str, str] = {
    "ok": "green",
    "warning": "yellow",
    "fault": "bold red",
    "open": "bold red",
    "parked": "yellow",
    "missing": "bold red",
    "differs": "bold red",
    "refused": "bold red",
    "created": "green",
    "altered": "green",
}


def show(rows: Sequence[Mapping[str, Any]], *, columns: Sequence[str], as_json: bool, title: str = "") -> None:
    """Rows as a table, or as one JSON array. Only the columns are in the table; JSON has all that a row has."""
    if as_json:
        sys.stdout.write(json.dumps([dict(row) for row in rows], default=str, indent=2) + "\n")
        return
    console = Console(width=None if sys.stdout.isatty() else 200)
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(
            *(Text(_word(row.get(column)), style=_STYLES.get(str(row.get(column)), "")) for column in columns)
        )
    console.print(table)


def show_one(thing: Mapping[str, Any], *, as_json: bool) -> None:
    """One thing, field by field."""
    if as_json:
        sys.stdout.write(json.dumps(dict(thing), default=str, indent=2) + "\n")
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, value in thing.items():
        table.add_row(name.replace("_", " "), Text(_word(value)))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def say(words: str) -> None:
    """A sentence for the operator; not part of what programs read."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(words, markup=False)


def _word(value: Any) -> str:
    return "" if value is None else str(value)
