"""Why somebody got nobody: the reason that binds, out of what each rule excludes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, cast
from uuid import UUID

from mentoring.matching.domain.engine.tally import Tally
from mentoring.matching.domain.enrollment import Place
from mentoring.matching.domain.pairing.cohort import Candidate
from mentoring.matching.domain.pairing.rules import BREACHES, Breach
from mentoring.matching.domain.person import Away

Circle = Literal["circle-too-few-people", "circle-too-few-partners", "circle-full", "circle-in-conflict"]
Draw = Literal["met-everybody", "nobody-admissible", "stays-over"]
Why = (
    Breach
    | Away
    | Circle
    | Draw
    | Literal["no-capacity", "nobody-there", "nothing-in-common", "outbid", "group-too-small"]
)

RULES: Final[tuple[Breach, ...]] = BREACHES


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


def binding(one: Candidate, place: Place, tally: Tally, row: int, others: int) -> Unmatched:
    """What binds for the person at this row of the tally.

    Of several rules it is the one whose absence would bring the most people into question, and where no rule alone
    excludes anybody, the one that excludes the most.
    """
    excluded = [cast("Breach", rule) for rule in tally.rules]
    counts = {rule: int(count) for rule, count in zip(excluded, tally.excluded[row], strict=True) if count}
    alone = dict(zip(excluded, tally.alone[row].tolist(), strict=True))
    admissible, best = int(tally.admissible[row]), int(tally.best[row])
    why: Why
    if not others:
        why = "nobody-there"
    elif not admissible:
        why = _of_several(counts, alone)
    else:
        why = "outbid" if best else "nothing-in-common"
    facts = {"others": others, "admissible": admissible, "best": best, **{str(rule): n for rule, n in counts.items()}}
    return Unmatched(one.enrollment, one.person, place, why, facts)


def _of_several(counts: Mapping[Breach, int], alone: Mapping[Breach, int]) -> Breach:
    return max(counts, key=lambda rule: (alone[rule], counts[rule], -RULES.index(rule)))


def set_aside(one: Candidate, place: Place) -> Unmatched:
    """Somebody who does not take part now, and why."""
    return Unmatched(one.enrollment, one.person, place, one.away or "no-capacity")
