"""Why somebody got nobody: the reason that binds, found while the blocks go by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from uuid import UUID

import numpy as np

from mentoring.matching.domain.enrollment import Place
from mentoring.matching.domain.pairing.cohort import Candidate
from mentoring.matching.domain.pairing.rules import Breach
from mentoring.matching.domain.pairing.scoring.grid import Block
from mentoring.matching.domain.person import Away

Why = Breach | Away | Literal["no-capacity", "nobody-there", "nothing-in-common", "outbid"]

RULES: Final[tuple[Breach, ...]] = (
    "same-person",
    "reporting-line",
    "shared-language",
    "declined",
    "proposed",
    "paired",
)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Somebody of the run who got nobody, and what binds.

    ``facts``: ``others`` on the other side who had a place, ``admissible`` of them who break no rule, ``best`` points
    among these, and for each rule how many it excluded.
    """

    enrollment: UUID
    person: UUID
    place: Place
    why: Why
    facts: Mapping[str, int] = field(default_factory=dict)


class Tally:
    """Counts per person of one side while blocks go by: how many of the other side each rule excludes."""

    def __init__(self, size: int) -> None:
        self.excluded = {rule: np.zeros(size, np.int64) for rule in RULES}
        self.alone = {rule: np.zeros(size, np.int64) for rule in RULES}
        self.admissible = np.zeros(size, np.int64)
        self.best = np.zeros(size, np.int64)

    def count(self, block: Block, rows: slice, axis: int) -> None:
        """Add a block; ``axis`` is the one of the other side."""
        broken = np.zeros(block.points.shape, np.int8)
        for mask in block.broken.values():
            broken += mask
        for rule, mask in block.broken.items():
            self.excluded[rule][rows] += mask.sum(axis=axis)
            self.alone[rule][rows] += (mask & (broken == 1)).sum(axis=axis)
        self.admissible[rows] += (broken == 0).sum(axis=axis)
        self.best[rows] = np.maximum(self.best[rows], np.where(broken == 0, block.points, 0).max(axis=axis, initial=0))

    def unmatched(self, one: Candidate, place: Place, index: int, others: int) -> Unmatched:
        """What binds for the person at this index.

        Of several rules it is the one whose absence would bring the most people into question, and where no rule alone
        excludes anybody, the one that excludes the most.
        """
        counts = {rule: int(counted[index]) for rule, counted in self.excluded.items() if counted[index]}
        facts: dict[str, int] = {
            "others": others,
            "admissible": int(self.admissible[index]),
            "best": int(self.best[index]),
        }
        facts.update((str(rule), count) for rule, count in counts.items())
        why: Why
        if not others:
            why = "nobody-there"
        elif not facts["admissible"]:
            why = self._binding(index, counts)
        else:
            why = "outbid" if facts["best"] else "nothing-in-common"
        return Unmatched(one.enrollment, one.person, place, why, facts)

    def _binding(self, index: int, counts: Mapping[Breach, int]) -> Breach:
        return max(counts, key=lambda rule: (self.alone[rule][index], counts[rule], -RULES.index(rule)))


def set_aside(one: Candidate, place: Place) -> Unmatched:
    """Somebody who does not take part now, and why."""
    return Unmatched(one.enrollment, one.person, place, one.away or "no-capacity")
