"""Receive an HR file."""

from functools import partial
from pathlib import Path

from mentoring.contracts.profile import ImportRefused, ImportStarted
from mentoring.profile.domain.hr_import import HrFile, Import, Order
from mentoring.profile.ports import Work
from mentoring.profile.usecases.stage_rows import stage_rows


async def receive_import(
    path: Path, file: HrFile, order: Order, work: Work, *, by: str, correlation: str | None = None
) -> Import:
    """A file is read and judged whole before anybody is changed; it waits to be applied, unless it may not be.

    A file that changes nobody is no news: it is finished at once and nothing is told.
    """
    await work.imports.claim()
    one = Import(work.new_id(), file, order, by, work.now(), correlation)
    await work.imports.add(one)
    rows, keep = work.hr_files.read(path), partial(work.imports.report, one.id)
    staged = await stage_rows(one.id, rows, keep, work, whole=True, allow_leavers=order.allow_leavers)
    one = one.planned(staged.rows, staged.plan, work.hr_files.largest_share_of_leavers, work.now())
    await work.imports.save(one)
    if one.state != "applying":
        await work.staging.drop(one.id)
    if one.state == "applying":
        work.announce(ImportStarted(import_id=one.id, rows=one.rows, rejected=one.expected.rejected))
    elif one.reason is not None and not order.dry_run:
        work.announce(ImportRefused(import_id=one.id, reason=one.reason))
    return one
