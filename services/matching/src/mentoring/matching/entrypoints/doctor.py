"""What the doctor asks about the engine: is the kernel compiled here, and may it keep what was compiled?"""

import asyncio
import os
import tempfile
from pathlib import Path

from mentoring.matching.domain.engine.compiled import NUMBA
from mentoring.runtime import Unfit


async def examine_kernel() -> str:
    """Where the compiled kernel is kept.

    Raises:
        Unfit: a folder is named for it that cannot be written to.
    """
    if not NUMBA:
        return "numba is not there: numpy answers, more slowly"
    folder = os.environ.get("NUMBA_CACHE_DIR")
    if folder is None:
        return "compiled, kept beside the program where that may be written to"
    try:
        await asyncio.to_thread(_write_into, Path(folder))
    except OSError as error:
        raise Unfit(
            f"{folder}: {error.strerror}", "Let NUMBA_CACHE_DIR name a folder that may be written to."
        ) from None
    return f"compiled, kept in {folder}"


def _write_into(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass
