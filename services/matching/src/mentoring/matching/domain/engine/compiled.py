"""Compiled loops. Where numba is missing the same functions run as they stand, with equal results and slowly."""

from collections.abc import Callable
from functools import cache
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

    It is kept under the digest of all compiled sources of the folder: numba itself looks at a function's own file
    alone, and would keep using what it once took from another. In a tree that may not be written to, numba looks for a
    folder of the user, and without one each process compiles for itself.
    """
    if not NUMBA:
        return function
    from numba import config, njit

    settings = vars(config)
    before = settings["CACHE_DIR"]
    made: Callable[P, R]
    try:
        settings["CACHE_DIR"] = _kept_in(Path(function.__code__.co_filename).parent, before)
        made = njit(cache=True, nogil=True)(function)
    except RuntimeError:
        made = njit(nogil=True)(function)
    finally:
        settings["CACHE_DIR"] = before
    return made


@cache
def _kept_in(sources: Path, named: str) -> str:
    """A folder for what these sources come to, where the operator names one or else beside them."""
    digest = blake2b(digest_size=8)
    for source in sorted(sources.glob("*.py")):
        text = source.read_bytes()
        if b"@compiled" in text:
            digest.update(text)
    folder = (Path(named) if named else sources / "__pycache__") / digest.hexdigest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return named
    return str(folder)
