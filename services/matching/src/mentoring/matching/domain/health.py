"""How a mentorship is doing, from what the two do: the same behaviour always gives the same verdict.

What is asked of a pair is measured in its own rhythm: with check-ins every two weeks a silence of a month is long,
with one a quarter it is none. A pair that meets as it likes is measured as if it had met once a month. Each finding is
`watch` or `at-risk` by itself; the verdict is the worst of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Level = Literal["good", "watch", "at-risk"]
LEVELS: Final[tuple[Level, ...]] = ("good", "watch", "at-risk")
"""From best to worst."""

FREE_RHYTHM: Final = 30
"""Days; of a pair that meets as it likes."""
SHORTEST_RHYTHM: Final = 7
"""Days: whoever meets more often is not late after two of them."""
MISSES_LOOKED_AT: Final = 90
"""Days: what was missed longer ago is forgotten."""
PATIENCE: Final = 14
"""Days that a question may be open."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the two did and left undone, counted since they began or since their last pause.

    ``last_met``, ``met_before``: their last meeting and the one before; a booked session whose time is over counts as
    a meeting until somebody says that it was missed. ``ahead``: whether one is booked. ``slipping``: goals that are
    behind, None while nobody tells of goals.
    """

    since: datetime
    rhythm: int | None
    last_met: datetime | None = None
    met_before: datetime | None = None
    ahead: bool = False
    missed: int = 0
    overdue: int = 0
    asked_at: datetime | None = None
    """Since when a flag is unanswered."""
    slipping: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not well: a code, its number, and how bad it is."""

    code: str
    value: int
    level: Level


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a mentorship is doing, worst finding first."""

    level: Level
    findings: tuple[Finding, ...] = ()
    since: datetime | None = None
    """When it came to this level."""

    @property
    def risk(self) -> int:
        """For the worst first: the level, then how much is not well. 0 where all is."""
        return 100 * LEVELS.index(self.level) + sum(LEVELS.index(finding.level) for finding in self.findings)


def judge(seen: Behaviour, at: datetime) -> Verdict:
    """The verdict on what was seen, as of an instant."""
    found = sorted(_findings(seen, at), key=lambda finding: (-LEVELS.index(finding.level), finding.code))
    return Verdict(found[0].level if found else "good", tuple(found), at)


def _findings(seen: Behaviour, at: datetime) -> Iterator[Finding]:
    rhythm = max(seen.rhythm or FREE_RHYTHM, SHORTEST_RHYTHM)
    yield from _silence(seen, rhythm, at)
    if seen.overdue:
        yield Finding("overdue", seen.overdue, "at-risk" if seen.overdue > 2 else "watch")  # noqa: PLR2004
    if seen.missed:
        yield Finding("missed", seen.missed, "at-risk" if seen.missed > 1 else "watch")
    if seen.rhythm is not None and seen.last_met is not None and seen.met_before is not None:
        between = (seen.last_met - seen.met_before).days
        if between > 2 * rhythm:
            yield Finding("drifting", between, "watch")
    if seen.asked_at is not None and (waited := (at - seen.asked_at).days) >= PATIENCE:
        yield Finding("unanswered", waited, "at-risk" if waited >= 2 * PATIENCE else "watch")
    if seen.slipping:
        yield Finding("goals-slipping", seen.slipping, "watch")


def _silence(seen: Behaviour, rhythm: int, at: datetime) -> Iterator[Finding]:
    """Since they last met, or since they began; a meeting that is booked makes it less bad."""
    quiet = (at - max(filter(None, (seen.since, seen.last_met)))).days
    code = "never-met" if seen.last_met is None else "silent"
    if quiet > 3 * rhythm and not seen.ahead:
        yield Finding(code, quiet, "at-risk")
    elif quiet > 2 * rhythm:
        yield Finding(code, quiet, "watch")
    elif quiet > rhythm and not seen.ahead:
        yield Finding("nothing-ahead", quiet, "watch")
