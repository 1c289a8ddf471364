"""A child of ours ends with its parent, whatever ended that."""

import ctypes
import os
import signal
import sys
from typing import Final

_DIE_WITH_PARENT: Final = 1


def end_with_parent() -> None:
    """The kernel sees to it where it can; elsewhere `is_orphan` is asked again and again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def is_orphan(parent: int) -> bool:
    """Whether the parent is gone."""
    return os.getppid() != parent
