"""Apply a chunk of the import that was read."""

from dataclasses import asdict
from typing import Final

from mentoring.contracts.profile import ImportCounts, ImportFinished
from mentoring.profile.ports import Work
from mentoring.profile.usecases.tell_changes import tell_changes

CHUNK: Final = 5000
"""People per transaction: enough that the database copies, few enough that locks and lag stay short."""


async def apply_import(work: Work, chunk: int = CHUNK) -> int:
    """The next people of the line-up become what the file says, and the import's progress is true with them.

    Whatever ends between two chunks, the next one goes on where the last one was committed. Says how many people it
    took; 0 where no import is to be applied.
    """
    one = await work.imports.hold_applying()
    if one is None:
        return 0
    wished = await work.staging.take(one.id, after=one.applied, most=chunk)
    counts = await tell_changes(wished, work)
    one = one.advanced(len(wished), counts, work.now())
    await work.imports.save(one)
    if one.state == "finished":
        work.announce(ImportFinished(import_id=one.id, counts=ImportCounts(**asdict(one.counts))))
    return len(wished)
