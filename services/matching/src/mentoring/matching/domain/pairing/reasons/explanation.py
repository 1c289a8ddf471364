"""Why a pair was proposed: points that add up to the score, what stands behind them, and every rule with its values.

Made pair by pair from the two people, independently of the arrays that the draft was made with, and so its audit too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoring.matching.domain.pairing import rules
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.scoring import credit
from mentoring.matching.domain.person import STAGES


@dataclass(frozen=True, slots=True)
class Part:
    """A component's points, and the most that it could have given."""

    code: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class SkillAnswer:
    """A skill that the mentee wants, at the level wanted and the one that the mentor offers (0: none)."""

    name: str
    wanted: int
    offered: int

    @property
    def met(self) -> bool:
        """Whether the mentor has reached the wanted level."""
        return self.offered >= self.wanted


@dataclass(frozen=True, slots=True)
class RuleKept:
    """A rule of the program with the values that it was judged by."""

    code: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why these two. ``hours_apart`` is between their clocks, None where a zone is unknown."""

    parts: tuple[Part, ...]
    skills: tuple[SkillAnswer, ...] = ()
    interests: tuple[str, ...] = ()
    mentor_stage: str | None = None
    mentee_stage: str | None = None
    hours_apart: float | None = None
    rules: tuple[RuleKept, ...] = ()
    forgotten: bool = False

    def without_words(self) -> "Explanation":
        """What is left of it when one of the two is forgotten: the points."""
        return Explanation(self.parts, forgotten=True)

    @property
    def points(self) -> int:
        """The score: the sum of the parts."""
        return sum(part.points for part in self.parts)


def explain(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> Explanation:
    """Everything that counted for and against this pair."""
    most = credit.shares(cohort.weights)
    points = credit.points(mentor, mentee, cohort.weights, cohort.year)
    minutes = credit.apart(mentor, mentee, cohort.year)
    return Explanation(
        parts=tuple(Part(code, got, most[code]) for code, got in points.items()),
        skills=tuple(
            SkillAnswer(mentee.name_of(name), level, mentor.skills.get(name, 0))
            for name, level in sorted(mentee.skills.items())
        ),
        interests=tuple(mentee.name_of(name) for name in sorted(mentor.interests & mentee.interests)),
        mentor_stage=None if mentor.stage is None else STAGES[mentor.stage],
        mentee_stage=None if mentee.stage is None else STAGES[mentee.stage],
        hours_apart=None if minutes is None else minutes / 60,
        rules=tuple(_kept(mentor, mentee, cohort)),
    )


def _kept(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> list[RuleKept]:
    broken = rules.breaches(mentor, mentee, cohort)
    kept: list[RuleKept] = []
    if cohort.rules.not_in_reporting_line and "reporting-line" not in broken:
        managers = {"managers_of_mentor": (str(len(mentor.chain)),), "managers_of_mentee": (str(len(mentee.chain)),)}
        kept.append(RuleKept("reporting-line", managers))
    if cohort.rules.shared_language and "shared-language" not in broken:
        kept.append(RuleKept("shared-language", {"languages": tuple(sorted(mentor.languages & mentee.languages))}))
    if not {"declined", "proposed", "paired"} & {*broken}:
        kept.append(RuleKept("new-pair"))
    return kept
