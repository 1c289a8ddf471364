"""The process of a draft in hand: ``python -m mentoring.matching.adapters.editor.child``. It ends with its input."""

import asyncio
import gc
import os
import pickle
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from mentoring.kernel import Refusal
from mentoring.matching.adapters.engine.kinship import end_with_parent
from mentoring.matching.adapters.postgres import PostgresWork
from mentoring.matching.adapters.postgres.drafts import PostgresDrafts
from mentoring.matching.adapters.postgres.edits import PostgresEdits
from mentoring.matching.adapters.postgres.inputs import PostgresInputs, digest_of
from mentoring.matching.adapters.postgres.runs import PostgresRuns
from mentoring.matching.adapters.solver.quiet import Quiet
from mentoring.matching.adapters.solver.saying import said
from mentoring.matching.domain.draft_in_hand import DraftInHand
from mentoring.matching.domain.errors.runs import RunNotDrafted
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.run_edit import Marks
from mentoring.matching.domain.run_refresh import Refresh, Refreshed, refreshed
from mentoring.matching.usecases.runs.refresh_run import gather_again
from mentoring.postgres import Database

EVERYTHING: Final = 10_000_000
PATIENCE: Final = timedelta(minutes=10)
"""How long a transaction may say nothing: a hundred thousand people are put together in it."""


@dataclass(slots=True)
class Taken:
    """A draft in hand with its kept prices, and the one of the program as it is now, in case that is made."""

    in_hand: DraftInHand
    prices: Mapping[UUID, int]
    renewed: "Taken | None" = None


async def take_up(address: str, run_id: UUID) -> Taken:
    """As it is stored now."""
    async with (
        Database.open(address, max_size=1, name="mentoring-matching-editor") as opened,
        opened.reading() as connection,
    ):
        run = await PostgresRuns(connection).get(run_id)
        if run.figures is None:
            raise RunNotDrafted(state=run.state)
        log = await PostgresEdits(connection).of(run_id)
        drafts = PostgresDrafts(connection)
        pairs = [(one.mentor, one.mentee) for one in await drafts.to_publish(run_id, 0, EVERYTHING)]
        prices = await drafts.prices(run_id)
        cohort = await PostgresInputs(connection).all(run_id)
    edition = log[-1].id if log else None
    return Taken(DraftInHand.of(cohort, pairs, prices, run.figures, Marks.of(log), edition), prices)


async def gather(address: str, run_id: UUID, at: datetime) -> tuple[Cohort, Marks]:
    """Everybody as they are now, which may take a while."""
    async with (
        Database.open(address, max_size=1, name="mentoring-matching-editor", abandoned_after=PATIENCE) as opened,
        opened.transaction() as connection,
    ):
        return await gather_again(run_id, at, PostgresWork(connection, Quiet(at)))


def answer(address: str, run: UUID) -> None:
    """One question after the other, until nobody asks any more."""
    try:
        taken = asyncio.run(take_up(address, run))
    except Refusal as refusal:
        _say(refusal)
        return
    _say("ready")
    while (asked := _asked()) is not None:
        edition, wanted, make = asked
        if taken.renewed is not None and taken.renewed.in_hand.edition == edition:
            taken = taken.renewed
        taken.renewed = None
        if edition != taken.in_hand.edition:  # edited by another copy of the service, or an edit that was not kept
            taken = asyncio.run(take_up(address, run))
        try:
            if isinstance(wanted, Refresh):
                _say(_refreshed(address, run, taken, wanted))
            else:
                _say(taken.in_hand.make(wanted, make) if make else taken.in_hand.try_out(wanted))
        except Refusal as refusal:
            _say(refusal)


def _refreshed(address: str, run: UUID, taken: Taken, asked: Refresh) -> Refreshed:
    now, marks = asyncio.run(gather(address, run, asked.at))
    in_hand, told = refreshed(taken.in_hand, taken.prices, now, marks, asked, digest_of(now))
    taken.renewed = Taken(in_hand, told.prices)
    return told


def _say(message: object) -> None:
    sys.stdout.buffer.write(said(message))
    sys.stdout.buffer.flush()


def _asked() -> Any:
    length = sys.stdin.buffer.read(4)
    if len(length) < 4:  # noqa: PLR2004 - a length
        return None
    return pickle.loads(sys.stdin.buffer.read(*struct.unpack(">I", length)))  # noqa: S301 - of our own parent


if __name__ == "__main__":
    end_with_parent()
    gc.disable()  # many objects that live to the end, and hardly a cycle among them
    os.nice(5)
    answer(*_asked())
