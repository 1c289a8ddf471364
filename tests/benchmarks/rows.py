"""Lines of the benchmark table, and how the competitors behind a line take turns."""

import operator
import re
import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_AIM = re.compile(r"(?P<what>ratio|ours) (?P<sign>[≥≤]) (?P<bound>\d+(\.\d+)?)")
_COMPARE = {"≥": operator.ge, "≤": operator.le}


@dataclass(frozen=True, slots=True)
class Row:
    """``aim`` is «ratio ≥ 0.9», «ours ≤ 150», or nothing; the ratio is ours to the peer's."""

    id: str
    ours: float
    unit: str
    aim: str = ""
    peer: float | None = None
    peer_name: str = ""

    def __post_init__(self) -> None:
        if self.aim and _AIM.fullmatch(self.aim) is None:
            raise ValueError(f"{self.id}: «{self.aim}» is no aim")

    @property
    def ratio(self) -> float | None:
        """Ours divided by the peer's; None without a peer."""
        return None if not self.peer else self.ours / self.peer

    @property
    def met(self) -> bool | None:
        """Whether the aim was met; None without one."""
        read = _AIM.fullmatch(self.aim)
        if read is None:
            return None
        value = self.ratio if read["what"] == "ratio" else self.ours
        return value is not None and bool(_COMPARE[read["sign"]](value, float(read["bound"])))

    def told(self) -> dict[str, Any]:
        """As it stands in ``build/bench.json``."""
        return {
            "id": self.id,
            "ours": self.ours,
            "peer": self.peer,
            "peer_name": self.peer_name,
            "unit": self.unit,
            "ratio": self.ratio,
            "aim": self.aim,
            "met": self.met,
        }


def wanted(ids: Sequence[str], only: str) -> frozenset[str]:
    """The rows that are asked for: whose id begins with ``only``, so all of them for nothing."""
    return frozenset(name for name in ids if name.startswith(only))


Figures = tuple[float, ...]
Measured = Callable[[], Awaitable[Figures]]


async def in_turns(
    what: str, rounds: int, competitors: Mapping[str, Measured], say: Callable[[str], None]
) -> dict[str, Figures]:
    """The medians of each competitor's figures. They take turns, and who begins changes from round to round."""
    found: dict[str, list[Figures]] = {name: [] for name in competitors}
    for number in range(rounds):
        order = list(competitors)
        for name in order if number % 2 == 0 else reversed(order):
            found[name].append(await competitors[name]())
        shown = "; ".join(f"{name} {_shown(found[name][-1])}" for name in competitors)
        say(f"{what}, round {number + 1} of {rounds}: {shown}")
    return {name: medians(several) for name, several in found.items()}


def medians(several: Sequence[Figures]) -> Figures:
    """The median of each column."""
    return tuple(statistics.median(column) for column in zip(*several, strict=True))


def percentiles(values: Sequence[float], *wished: int) -> Figures:
    """The smallest values that so many percent of all do not exceed."""
    ordered = sorted(values)
    return tuple(ordered[max(0, -(-len(ordered) * one // 100) - 1)] for one in wished)


def _shown(figures: Figures) -> str:
    return " / ".join(f"{figure:,.1f}" for figure in figures)
