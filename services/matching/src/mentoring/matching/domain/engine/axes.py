"""Attributes with few values: each value is a class, and one look-up by two classes gives points and admission.

A look-up is a byte: points of 0 to 100, or `BARRED` where a rule is broken.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.law import Law

BARRED: Final = 128
FULL_STAGE: Final = 60
FAR: Final = 480
"""Minutes between two clocks from which on nearness gives nothing."""
SLOT: Final = 30
"""Minutes of one bit of weekly hours."""
WORDS: Final = 6
"""64-bit words of a week of 336 half hours."""

Clock = Callable[[str | None], tuple[int, int] | None]
"""Minutes ahead of UTC in January and July of a named zone."""


@dataclass
class Axis:
    """The classes of one attribute, in the order in which they were first seen; both sides share them."""

    values: list[Any] = field(default_factory=list)
    classes: dict[Hashable, int] = field(default_factory=dict)
    weeks: NDArray[np.uint64] | None = None

    def class_of(self, value: Hashable) -> int:
        """The class of a value; a new one for what was never seen."""
        found = self.classes.get(value)
        if found is None:
            found = self.classes[value] = len(self.values)
            self.values.append(value)
        return found

    def __len__(self) -> int:
        return len(self.values)


def barred(points: NDArray[np.int64], kept: NDArray[np.bool_] | None) -> NDArray[np.uint8]:
    """Points where the rule is kept."""
    return (points if kept is None else np.where(kept, points, BARRED)).astype(np.uint8)


def stage(axis: Axis, law: Law, variant: int, mine: int) -> NDArray[np.uint8]:
    """Points and the rule of the stage gap; a class is a stage or None."""
    ours = 0 if axis.values[mine] is None else axis.values[mine] + 1
    theirs = np.array([0 if value is None else value + 1 for value in axis.values], np.int64)
    credit = law.share(variant, "stage") * law.ahead[ours, theirs] // FULL_STAGE
    return barred(credit, law.gap_kept[ours, theirs])


def function(axis: Axis, law: Law, variant: int, mine: int) -> NDArray[np.uint8]:
    """All for the same function, or where it is preferred, for another; nothing where one is unknown."""
    same, other = _alike(axis.values, axis.values[mine])
    return barred(law.share(variant, "function") * (other if "function" in law.different else same), None)


def department(axis: Axis, law: Law, _variant: int, mine: int) -> NDArray[np.uint8]:
    """The rule alone."""
    same, other = _alike(axis.values, axis.values[mine])
    kept = {"same": same, "different": other}.get(law.department, np.ones(len(axis), np.bool_))
    return barred(np.zeros(len(axis), np.int64), kept)


def location(axis: Axis, law: Law, variant: int, mine: int) -> NDArray[np.uint8]:
    """Points and rule; a class is (site, meets remotely)."""
    site, remote = axis.values[mine]
    same, other = _alike([value[0] for value in axis.values], site)
    both = np.array([remote and value[1] for value in axis.values], np.bool_)
    share = law.share(variant, "location")
    near = share * other if "location" in law.different else np.where(same, share, np.where(both, share // 2, 0))
    kept = {"same-site": same, "same-site-or-remote": same | both}.get(law.location)
    return barred(near, kept)


def style(axis: Axis, law: Law, variant: int, mine: int) -> NDArray[np.uint8]:
    """By the part of the mentee's working styles that the mentor shares; a class is a set of words."""
    ours = axis.values[mine]
    share = law.share(variant, "style")
    shared = np.array([len(ours & value) for value in axis.values], np.int64)
    if "style" in law.different:
        known = np.array([bool(ours and value) for value in axis.values], np.bool_)
        return barred(share * (known & (shared == 0)), None)
    return barred(share * shared // max(1, len(ours)), None)


def language(axis: Axis, law: Law, _variant: int, mine: int) -> NDArray[np.uint8]:
    """The rule alone; a class is a set of languages."""
    ours = axis.values[mine]
    kept = np.array([not law.shared_language or not ours.isdisjoint(value) for value in axis.values], np.bool_)
    return barred(np.zeros(len(axis), np.int64), kept)


def zone(axis: Axis, law: Law, variant: int, mine: int) -> NDArray[np.uint8]:
    """By the minutes between two clocks; a class is a pair of offsets or None."""
    if axis.values[mine] is None:
        return np.zeros(len(axis), np.uint8)
    known = np.array([value is not None for value in axis.values], np.bool_)
    clocks = np.array([value or (0, 0) for value in axis.values], np.int64).reshape(-1, 2)
    minutes = np.abs(clocks - np.array(axis.values[mine])) % 1440
    apart = np.minimum(minutes, 1440 - minutes).max(axis=1)
    return barred(np.where(known, law.share(variant, "zone") * np.maximum(0, FAR - apart) // FAR, 0), None)


def hours(axis: Axis, law: Law, _variant: int, mine: int) -> NDArray[np.uint8]:
    """The rule of common working hours in the worse half of the year; a class is two weeks of bits or None."""
    if not law.overlap_minutes:
        return np.zeros(len(axis), np.uint8)
    if axis.values[mine] is None:
        return np.full(len(axis), BARRED, np.uint8)
    weeks = packed(axis)
    common = np.bitwise_count(weeks & weeks[mine]).sum(axis=2, dtype=np.int64).min(axis=1)
    return barred(np.zeros(len(axis), np.int64), common * SLOT >= law.overlap_minutes)


def packed(axis: Axis) -> NDArray[np.uint64]:
    """(classes x 2 x words) the weeks as words, empty where they are unknown; kept until a new class comes."""
    if axis.weeks is None or len(axis.weeks) != len(axis):
        raw = b"".join(week.to_bytes(WORDS * 8, "little") for value in axis.values for week in value or (0, 0))
        axis.weeks = np.frombuffer(raw, np.uint64).reshape(len(axis), 2, WORDS)
    return axis.weeks


def _alike(values: list[Any], mine: Any) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where a known value equals mine, and where both are known and differ."""
    if mine is None:
        none = np.zeros(len(values), np.bool_)
        return none, none
    same = np.array([value == mine for value in values], np.bool_)
    return same, np.array([value is not None for value in values], np.bool_) & ~same


AXES: Final = {
    "stage": (stage, "stage-gap"),
    "zone": (zone, None),
    "location": (location, "location"),
    "function": (function, None),
    "style": (style, None),
    "language": (language, "shared-language"),
    "department": (department, "department"),
    "hours": (hours, "overlap"),
}
"""Each attribute's look-up, and the rule that bars in it."""
