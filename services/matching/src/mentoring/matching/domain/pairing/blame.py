"""When no pair of a program may be: which of its rules is to blame."""

from dataclasses import dataclass

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.errors.runs import RulesAdmitNobody
from mentoring.matching.domain.pairing.rules import RULES


@dataclass(frozen=True, slots=True)
class Blame:
    """The fewest rules without which there would be pairs, and of equally few those that admit the most.

    ``pairs`` are all of people with a free place, ``admitted`` of them would be possible. Without ``rules`` no rule of
    the program is to blame: it is what stands between the two of each pair.
    """

    rules: tuple[str, ...]
    pairs: int
    admitted: int


def blame(market: KernelMarket) -> Blame | None:
    """What is to blame; None when there are admissible pairs, or no two people at all."""
    broken = market.together()
    pairs = sum(broken.values())
    if not pairs or broken.get(frozenset()):
        return None
    removable = [rules for rules in broken if rules <= frozenset(RULES)]
    admitted = {
        rules: sum(count for others, count in broken.items() if others <= rules)
        for rules in sorted(removable, key=lambda rules: [rule in rules for rule in RULES], reverse=True)
    }
    if not admitted:
        return Blame((), pairs, 0)
    found = min(admitted, key=lambda rules: (len(rules), -admitted[rules]))
    return Blame(tuple(rule for rule in RULES if rule in found), pairs, admitted[found])


def must_admit_somebody(market: KernelMarket) -> None:
    """A rule set that admits no pair at all is refused by the name of what is to blame."""
    found = blame(market)
    if found is not None and found.rules:
        raise RulesAdmitNobody(rules=" and ".join(found.rules), pairs=found.pairs, admitted=found.admitted)
