"""Plots as SVG images. The page has the same numbers in a table beside each."""

from collections.abc import Sequence
from typing import Literal, Protocol

Theme = Literal["light", "dark"]


class Plots(Protocol):
    """Draws; the same numbers give the same bytes."""

    async def bars(self, rows: Sequence[tuple[str, int, str]], theme: Theme, *, narrow: bool = False) -> bytes:
        """Horizontal bars: label, value, and the words at the bar's end; narrow ones suit a phone."""
        ...

    async def compared(
        self, before: Sequence[int], after: Sequence[int], names: tuple[str, str], theme: Theme, *, narrow: bool = False
    ) -> bytes:
        """Two distributions of points, 1 to 100, side by side; ``names`` of the two."""
        ...

    async def columns(self, counts: Sequence[int], x_label: str, theme: Theme, *, narrow: bool = False) -> bytes:
        """A distribution of points, 0 to 100, in ten classes."""
        ...
