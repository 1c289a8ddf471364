"""Compiled loops. Where numba is missing the same functions run as they stand, with equal results and slowly."""

from collections.abc import Callable
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

NUMBA: Final = find_spec("numba") is not None
"""Whether loops are compiled here."""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile on the first call and keep the outcome on disk, so that the next process need not.

    Without a folder that may be written to, each process compiles for itself.
    """
    if not NUMBA:
        return function
    from numba import njit

    _keep_by_source()
    made: Callable[P, R]
    try:
        made = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder to keep it in
        made = njit(nogil=True)(function)
    return made


def _keep_by_source() -> None:
    """Keep what is compiled under the digest of the whole engine, unless the operator names a folder.

    numba itself looks at the file of a function alone, and would keep using what it once took from another file.
    """
    from numba import config

    if not config.CACHE_DIR:
        here = Path(__file__).parent
        digest = blake2b(digest_size=8)
        for source in sorted(here.rglob("*.py")):
            digest.update(source.read_bytes())
        folder = here / "__pycache__" / digest.hexdigest()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:  # an installed tree may be read-only: numba then finds a folder of the user
            return
        config.CACHE_DIR = str(folder)
