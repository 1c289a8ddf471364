"""``mentoring-matching reproduce RUN``: whether a run comes out the same again, for whoever has to know."""

import sys
from typing import Annotated, Any
from uuid import UUID

import typer

from mentoring.matching.usecases.runs.reproduce_run import Reproduction, recall_run


async def reproduce(running: Any, run: Annotated[UUID, typer.Argument(help="The match run.")]) -> None:
    """Solve a run again from what was kept of it; 1 where it comes out differently or can no longer be made."""
    async with running.works() as work:
        recalled = await recall_run(run, work)
    found = Reproduction.of(recalled)
    sys.stdout.write(
        f"Run {found.run} came out the same again: {found.points} points in {found.pairs} pairs "
        f"(inputs {found.inputs[:12]}, rules and solver of version {found.engine}).\n"
    )
