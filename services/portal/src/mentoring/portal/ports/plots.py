"""Plots as SVG images. The page has the same numbers in a table beside each."""

from collections.abc import Sequence
from typing import Literal, Protocol

Theme = Literal["light", "dark"]


class Plots(Protocol):
    """Draws; the same numbers give the same bytes."""

    async def bars(self, rows: Sequence[tuple[str, int, str]], theme: Theme, *, narrow: bool = False) -> bytes:
        """Horizontal bars: label, value, and the words at the bar's end; narrow ones suit a phone."""
        ...

    async def columns(self, counts: Sequence[int], x_label: str, theme: Theme, *, narrow: bool = False) -> bytes:
        """A distribution of points, 0 to 100, in ten classes."""
        ...
