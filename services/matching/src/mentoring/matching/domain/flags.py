"""Rules that a running pair has come to break: people move in the company, and the pair is asked, never ended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.person import STAGES, Person
from mentoring.matching.domain.terms import Kind, Rules

Rule = Literal["reporting-line", "stage-gap", "location", "department"]
RULES: Final[tuple[Rule, ...]] = ("reporting-line", "stage-gap", "location", "department")
"""In the order in which they are told."""
Answer = Literal["keep", "end"]


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule that is broken since ``at``; somebody may have said that the pair goes on nevertheless."""

    rule: Rule
    at: datetime
    answer: Literal["keep"] | None = None

    @property
    def open(self) -> bool:
        """Whether it awaits an answer."""
        return self.answer is None

    def kept(self) -> Self:
        """The pair goes on."""
        return replace(self, answer="keep")


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a person stands: who they are, and who is above them up to the top."""

    person: Person
    chain: frozenset[UUID] = frozenset()


def broken(mentor: Placed, mentee: Placed, rules: Rules, kind: Kind) -> tuple[Rule, ...]:
    """The rules of the program that a move can break and that this pair breaks.

    What is unknown breaks nothing here: a pair that runs is not asked because a file has a hole. Stages are counted
    from the mentee up in reverse programs, and either way among peers.
    """
    one, other = mentor.person, mentee.person
    found: Mapping[Rule, bool] = {
        "reporting-line": rules.not_in_reporting_line and (one.id in mentee.chain or other.id in mentor.chain),
        "stage-gap": not _gap_allowed(one, other, rules, kind),
        "location": rules.location != "any" and not _near(one, other, rules),
        "department": _department_broken(one.department, other.department, rules),
    }
    return tuple(rule for rule in RULES if found[rule])


def _gap_allowed(mentor: Person, mentee: Person, rules: Rules, kind: Kind) -> bool:
    if mentor.stage not in STAGES or mentee.stage not in STAGES:
        return True
    gap = STAGES.index(mentor.stage) - STAGES.index(mentee.stage)
    if kind == "reverse":
        gap = -gap
    return rules.stage_gap.allows(abs(gap) if kind == "peer" else gap)


def _near(mentor: Person, mentee: Person, rules: Rules) -> bool:
    if mentor.site is None or mentee.site is None or mentor.site == mentee.site:
        return True
    return rules.location == "same-site-or-remote" and "in-person" not in {mentor.says.meets, mentee.says.meets}


def _department_broken(one: str | None, other: str | None, rules: Rules) -> bool:
    if rules.department == "any" or one is None or other is None:
        return False
    return (one == other) != (rules.department == "same")
