"""An editor of drafts in the test's own process."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.matching.adapters.postgres.inputs import digest_of
from mentoring.matching.domain.draft_in_hand import DraftInHand
from mentoring.matching.domain.pairing.editing import Edit
from mentoring.matching.domain.run_edit import Edited, Marks
from mentoring.matching.domain.run_refresh import Refresh, Refreshed, refreshed
from mentoring.matching.usecases.runs.refresh_run import gather_again
from tests.unit.matching.memory.work import MemoryWork


class EditorHere:
    """Takes the draft up anew for each question, as another copy of the service would."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def ask(self, run: UUID, edition: UUID | None, steps: Sequence[Edit], *, make: UUID | None = None) -> Edited:
        in_hand = await self._taken_up(run, edition)
        return in_hand.make(steps, make) if make else in_hand.try_out(steps)

    async def refresh(self, run: UUID, edition: UUID | None, asked: Refresh) -> Refreshed:
        in_hand = await self._taken_up(run, edition)
        now, marks = await gather_again(run, asked.at, self._work)
        prices = await self._work.drafts.prices(run)
        return refreshed(in_hand, prices, now, marks, asked, digest_of(now))[1]

    async def _taken_up(self, run: UUID, edition: UUID | None) -> DraftInHand:
        log = await self._work.edits.of(run)
        assert edition == (log[-1].id if log else None)
        figures = self._work.memory.runs[run].figures
        assert figures is not None
        return DraftInHand.of(
            await self._work.inputs.all(run),
            [(one.mentor, one.mentee) for one in self._work.drafts.pairs(run)],
            await self._work.drafts.prices(run),
            figures,
            Marks.of(log),
            edition,
        )
