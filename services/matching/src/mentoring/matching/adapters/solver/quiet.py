"""The kernel's part of a work in a process beside a role: its parent tells what is told."""

from datetime import datetime
from typing import NoReturn

from mentoring.kernel import Announceable


class Quiet:
    """The kernel's Work of a process that tells nothing: its parent does."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def announce(self, fact: Announceable) -> NoReturn:
        """Not from here."""
        raise TypeError(f"this process tells nothing, not even {type(fact).__name__}")

    def now(self) -> datetime:
        """The time of whoever asked."""
        return self._at

    def new_id(self) -> NoReturn:
        """Not from here."""
        raise TypeError("this process makes nothing that needs an id")
