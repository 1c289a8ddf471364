"""What falls due."""

from datetime import timedelta

from mentoring.profile.ports import Work
from mentoring.profile.usecases import apply_import as verb
from mentoring.runtime import Clock, Works
from mentoring.telemetry import bound

clock = Clock("profile")


@clock.job(every=timedelta(seconds=1))
async def apply_import(works: Works[Work]) -> int:
    """The next chunk of the import that was read, told as caused by whoever brought the file."""
    async with works() as work:
        one = await work.imports.hold_applying()
    if one is None:
        return 0
    with bound(actor=one.by, correlation_id=one.correlation):
        async with works() as work:
            return await verb.apply_import(work)
