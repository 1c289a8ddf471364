"""The process of a draft in hand: ``python -m mentoring.matching.adapters.editor.child``. It ends with its input."""

import asyncio
import gc
import os
import pickle
import struct
import sys
from typing import Any, Final
from uuid import UUID

from mentoring.kernel import Refusal
from mentoring.matching.adapters.engine.kinship import end_with_parent
from mentoring.matching.adapters.postgres.drafts import PostgresDrafts
from mentoring.matching.adapters.postgres.edits import PostgresEdits
from mentoring.matching.adapters.postgres.inputs import PostgresInputs
from mentoring.matching.adapters.postgres.runs import PostgresRuns
from mentoring.matching.adapters.solver.saying import said
from mentoring.matching.domain.draft_in_hand import DraftInHand
from mentoring.matching.domain.errors.runs import RunNotDrafted
from mentoring.matching.domain.pairing.editing import Edit
from mentoring.matching.domain.run_edit import Edited, Marks
from mentoring.postgres import Database

EVERYTHING: Final = 10_000_000


async def take_up(address: str, run_id: UUID) -> DraftInHand:
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
    return DraftInHand.of(cohort, pairs, prices, run.figures, Marks.of(log), log[-1].id if log else None)


def answer(address: str, run: UUID) -> None:
    """One question after the other, until nobody asks any more."""
    try:
        in_hand = asyncio.run(take_up(address, run))
    except Refusal as refusal:
        _say(refusal)
        return
    _say("ready")
    while (asked := _asked()) is not None:
        edition, steps, make = asked
        if edition != in_hand.edition:  # edited by another copy of the service, or an edit that was not kept
            in_hand = asyncio.run(take_up(address, run))
        _say(_answered(in_hand, steps, make=make))


def _answered(in_hand: DraftInHand, steps: tuple[Edit, ...], *, make: UUID | None) -> Edited | Refusal:
    try:
        return in_hand.make(steps, make) if make else in_hand.try_out(steps)
    except Refusal as refusal:
        return refusal


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
