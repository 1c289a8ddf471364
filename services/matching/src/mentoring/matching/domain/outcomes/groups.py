"""Figures of groups of people that tell nothing of anybody in them.

A group of fewer than five is told together with others. A count is hidden where it, or what it leaves, concerns one to
four people; and where a single count of a column would be hidden, a second one is, because the total gives it away.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

SMALLEST: Final = 5
By = Literal["site", "department", "stage"]
BYS: Final[tuple[By, ...]] = ("site", "department", "stage")
OTHER: Final = "other"
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Cell:
    """People alike in place, site, department and stage: how many, to whom anybody was proposed, who was matched."""

    place: str
    site: str | None
    department: str | None
    stage: str | None
    people: int
    proposed: int
    matched: int


@dataclass(frozen=True, slots=True)
class Group:
    """How one group fared; a count that would tell of single people is None."""

    name: str
    people: int
    proposed: int | None
    matched: int | None


def groups_by(by: By, cells: Iterable[Cell]) -> list[Group]:
    """The groups of these cells, largest first, «other» last; nothing where even all together are too few."""
    people: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for cell in cells:
        name = getattr(cell, by) or UNKNOWN
        for number, count in enumerate((cell.people, cell.proposed, cell.matched)):
            people[name][number] += count
    counted = [Group(name, *counts) for name, counts in people.items()]
    kept = _merged(sorted(counted, key=lambda group: (-group.people, group.name)))
    return _hidden(_hidden(kept, "proposed"), "matched")


def _merged(groups: Sequence[Group]) -> list[Group]:
    """Small ones together; with them the smallest of the others, as long as they alone would be few."""
    kept = [group for group in groups if group.people >= SMALLEST]
    small = [group for group in groups if group.people < SMALLEST]
    while small and kept and sum(group.people for group in small) < SMALLEST:
        small.append(kept.pop())
    if sum(group.people for group in small) < SMALLEST:
        return kept
    counts = [sum(getattr(group, name) for group in small) for name in ("people", "proposed", "matched")]
    return [*kept, Group(OTHER, *counts)]


def _hidden(groups: Sequence[Group], column: Literal["proposed", "matched"]) -> list[Group]:
    tells = [_tells_of_few(getattr(group, column), group.people) for group in groups]
    if sum(tells) == 1 and len(groups) > 1:
        smallest = min((group.people, number) for number, group in enumerate(groups) if not tells[number])[1]
        tells[smallest] = True
    return [
        replace(group, **{column: None}) if hide else group  # type: ignore[arg-type]  # one of its two counts
        for group, hide in zip(groups, tells, strict=True)
    ]


def _tells_of_few(count: int, people: int) -> bool:
    return 0 < count < SMALLEST or 0 < people - count < SMALLEST
