"""What the run says to the person who started it: short lines with the time that each step took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


class Telling:
    """Lines on the terminal, or plain ones where there is none."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._began

    def line(self, words: str, style: str = "") -> None:
        """One line, as it is; nothing in it is markup."""
        self._console.print(words, style=style, markup=False)
        sys.stdout.flush()

    def under_way(self, words: str) -> None:
        """Something that takes a while begins."""
        self.line(f"  … {words}", "dim")

    def trouble(self, words: str) -> None:
        """Something went wrong; several lines are fine."""
        self.line(words, "bold red")

    def note(self, words: str) -> None:
        """Something that one should know."""
        self.line(f"  ! {words}", "yellow")

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Tells of a step when it is done; what the step puts into the list is told with it."""
        began = time.monotonic()
        said: list[str] = []
        yield said
        self.line(f"  ✓ {name:<14}{' '.join(said):<52}{time.monotonic() - began:6.1f} s")
