"""Plots in SVG by matplotlib: the numbers stand at the bars, the same numbers stand in a table beside the plot.

Served as images, so that no style of theirs meets the page's content policy; light and dark are two images.
"""

import asyncio
import io
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self

from mentoring.portal.domain.effect import spread_classes
from mentoring.portal.domain.run import classes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Theme = Literal["light", "dark"]
WIDE: Final = 6.4
NARROW: Final = 3.5
"""Inches; browsers scale the image, so a phone gets one whose text is not shrunk."""
DASH: Final = "\N{EN DASH}"
_one_at_a_time = Lock()  # matplotlib's font and text caches are shared


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of one theme; each bar has 3:1 or more against the ground, text 4.5:1 or more."""

    text: str
    quiet: str
    bar: str
    line: str


INKS: Final = {
    "light": Inks(text="#1d2b2a", quiet="#566463", bar="#0f766e", line="#d9dedb"),
    "dark": Inks(text="#e7ecea", quiet="#a3b1ae", bar="#5eccc0", line="#33403e"),
}


class SvgPlots(AbstractAsyncContextManager["SvgPlots"]):
    """See `mentoring.portal.ports.plots.Plots`. Drawing is work, so it is done in a thread and kept.

    Opened beside the role that serves pages, it draws once for nobody: the first reader does not wait for matplotlib.
    """

    async def __aenter__(self) -> Self:
        self._warming = asyncio.create_task(self.bars([("", 0, "")], "light"))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._warming.cancel()

    async def bars(self, rows: Sequence[tuple[str, int, str]], theme: Theme, *, narrow: bool = False) -> bytes:
        """Horizontal bars."""
        return await asyncio.to_thread(bars, tuple(rows), theme, narrow=narrow)

    async def compared(
        self, before: Sequence[int], after: Sequence[int], names: tuple[str, str], theme: Theme, *, narrow: bool = False
    ) -> bytes:
        """Two distributions side by side; the first is outlined, the second filled, so that no colour is needed."""
        labels = [one.partition(DASH)[0] if narrow else one for one in spread_classes(len(before))]
        return await asyncio.to_thread(
            compared, tuple(before), tuple(after), tuple(labels), names, theme, narrow=narrow
        )

    async def columns(self, counts: Sequence[int], x_label: str, theme: Theme, *, narrow: bool = False) -> bytes:
        """A distribution in classes; a narrow one names only where each begins."""
        labels = [one.partition(DASH)[0] if narrow else one for one in classes(len(counts))]
        return await asyncio.to_thread(columns, tuple(counts), tuple(labels), x_label, theme, narrow=narrow)


@lru_cache(maxsize=256)
def bars(rows: tuple[tuple[str, int, str], ...], theme: Theme, *, narrow: bool = False) -> bytes:
    """Horizontal bars: label, value, and the words at the bar's end. The order is the reading order."""
    with _one_at_a_time:
        figure, axes, inks = _canvas(NARROW if narrow else WIDE, (0.65 if narrow else 0.55) * len(rows) + 0.2, theme)
        places = range(len(rows))
        values = [value for _, value, _ in rows]
        axes.barh(places, values, color=inks.bar, height=0.4 if narrow else 0.56)
        axes.set_yticks(places, ["" if narrow else label for label, _, _ in rows], color=inks.text, fontsize=11)
        axes.invert_yaxis()
        axes.set_xlim(0, max([*values, 1]) * (1.4 if narrow else 1.22))
        axes.set_xticks([])
        for place, (label, value, words) in zip(places, rows, strict=True):
            axes.annotate(
                words, (value, place), (6, 0), textcoords="offset points", va="center", color=inks.text, fontsize=11
            )
            if narrow:
                axes.annotate(label, (0, place - 0.26), color=inks.text, fontsize=11, va="bottom")
        axes.spines["left"].set_color(inks.line)
        return _svg(figure)


@lru_cache(maxsize=256)
def columns(
    counts: tuple[int, ...], labels: tuple[str, ...], x_label: str, theme: Theme, *, narrow: bool = False
) -> bytes:
    """Columns with their counts on top: a distribution in classes."""
    with _one_at_a_time:
        figure, axes, inks = _canvas(NARROW if narrow else WIDE, 2.6, theme)
        places = range(len(counts))
        axes.bar(places, counts, color=inks.bar, width=0.8)
        axes.set_xticks(places, labels, color=inks.quiet, fontsize=9)
        axes.set_xlabel(x_label, color=inks.quiet, fontsize=10)
        axes.set_yticks([])
        axes.set_ylim(0, max([*counts, 1]) * 1.15)
        for place, count in zip(places, counts, strict=True):
            if count:
                axes.annotate(
                    str(count),
                    (place, count),
                    (0, 3),
                    textcoords="offset points",
                    ha="center",
                    color=inks.text,
                    fontsize=10,
                )
        axes.spines["bottom"].set_color(inks.line)
        return _svg(figure)


@lru_cache(maxsize=256)
def compared(
    before: tuple[int, ...],
    after: tuple[int, ...],
    labels: tuple[str, ...],
    names: tuple[str, str],
    theme: Theme,
    *,
    narrow: bool = False,
) -> bytes:
    """Two columns for each class."""
    with _one_at_a_time:
        figure, axes, inks = _canvas(NARROW if narrow else WIDE, 2.6, theme)
        places = range(len(before))
        sides = ((-0.2, before, "none", inks.quiet), (0.2, after, inks.bar, inks.bar))
        for (aside, counts, fill, edge), name in zip(sides, names, strict=True):
            at = [place + aside for place in places]
            axes.bar(at, counts, width=0.38, label=name, facecolor=fill, edgecolor=edge, linewidth=1.2)
        axes.set_xticks(places, labels, color=inks.quiet, fontsize=8 if narrow else 9)
        axes.set_yticks([])
        axes.set_ylim(0, max([*before, *after, 1]) * 1.15)
        axes.legend(frameon=False, labelcolor=inks.text, fontsize=10, ncols=2, loc="upper left")
        axes.spines["bottom"].set_color(inks.line)
        return _svg(figure)


def _canvas(width: float, height: float, theme: Theme) -> "tuple[Figure, Axes, Inks]":
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.fonttype"] = "none"  # text stays text: small, and in the reader's own font
    mpl.rcParams["svg.hashsalt"] = "mentoring"  # the same numbers make the same bytes
    mpl.rcParams["font.family"] = ["sans-serif"]
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    figure.patch.set_alpha(0)
    axes.patch.set_alpha(0)
    axes.tick_params(length=0)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)
    return figure, axes, INKS[theme]


def _svg(figure: "Figure") -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()
