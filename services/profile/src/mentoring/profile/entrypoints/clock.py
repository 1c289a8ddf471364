"""What falls due."""

from datetime import timedelta

from mentoring.profile import ports
from mentoring.profile.usecases import apply_import as verb
from mentoring.runtime import Clock

clock = Clock("profile")


@clock.step(every=timedelta(seconds=1))
async def apply_import(work: ports.Work) -> int:
    """The next chunk of the import that was read."""
    return await verb.apply_import(work)
