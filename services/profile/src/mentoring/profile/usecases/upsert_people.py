"""Take in a batch of people."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from mentoring.profile.domain.hr_import import Counts
from mentoring.profile.domain.hr_row import BadRow, Remark
from mentoring.profile.ports import Cells, Work
from mentoring.profile.usecases.stage_rows import stage_rows
from mentoring.profile.usecases.tell_changes import tell_changes


@dataclass(frozen=True, slots=True)
class BatchTaken:
    """What a batch did; its rows are counted from 1."""

    counts: Counts
    remarks: Sequence[Remark]


async def upsert_people(rows: Sequence[Cells | BadRow], work: Work) -> BatchTaken:
    """Rows become people by the rules of an import, at once and together; nobody leaves by being absent."""
    await work.imports.claim()
    batch = work.new_id()
    remarks: list[Remark] = []

    async def keep(some: Sequence[Remark], _first: int) -> None:
        remarks.extend(some)

    staged = await stage_rows(batch, _one_page(rows), keep, work, whole=False)
    wished = await work.staging.take(batch, after=0, most=staged.plan.pending)
    counts = await tell_changes(wished, work)
    rest = replace(staged.plan.counts, joined=0, changed=0, left=0, rehired=0)
    return BatchTaken(counts + rest, sorted(remarks, key=lambda remark: remark.line))


async def _one_page(rows: Sequence[Cells | BadRow]) -> AsyncIterator[Sequence[Cells | BadRow]]:
    yield rows
