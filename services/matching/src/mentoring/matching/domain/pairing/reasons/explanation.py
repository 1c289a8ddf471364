"""Why a pair was proposed, or why not: points that add up to the score, what stands behind them, and every rule.

Made pair by pair from the two people, independently of the arrays that the draft was made with, and so its audit too.
"""

from dataclasses import dataclass, field

from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.reasons.judgement import Ruling, rulings
from mentoring.matching.domain.pairing.scoring import credit
from mentoring.matching.domain.person import STAGES


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion's points, and the most that it could have given."""

    code: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class SkillAnswer:
    """A skill at the level that the mentee wants and the one that the mentor offers (0: none), and its points."""

    name: str
    wanted: int
    offered: int
    points: int = 0
    most: int = 0

    @property
    def met(self) -> bool:
        """Whether the mentor has reached the wanted level."""
        return self.offered >= self.wanted


@dataclass(frozen=True, slots=True)
class Answer:
    """A goal or a transition of the mentee: whether the mentor can speak to it, and its points."""

    name: str
    met: bool
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Sides:
    """A fact about each of the two; None where it is not known."""

    mentor: str | None = None
    mentee: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What would change it.

    ``code``: skill-level, goal, transition (with the points that it would add), rule (without which the pair would be
    admissible), rules (without all of which it would be).
    """

    code: str
    points: int = 0
    names: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why these two. ``hours_apart`` is between their clocks, None where a zone is unknown.

    ``rules`` are kept, ``broken`` are not: with any of these the pair is not admissible, whatever its points.
    """

    parts: tuple[Part, ...]
    skills: tuple[SkillAnswer, ...] = ()
    interests: tuple[str, ...] = ()
    mentor_stage: str | None = None
    mentee_stage: str | None = None
    hours_apart: float | None = None
    rules: tuple[Ruling, ...] = ()
    forgotten: bool = False
    goals: tuple[Answer, ...] = ()
    transitions: tuple[Answer, ...] = ()
    styles: tuple[str, ...] = ()
    function: Sides = field(default_factory=Sides)
    site: Sides = field(default_factory=Sides)
    both_remote: bool = False
    top: str | None = None
    differ: tuple[str, ...] = ()
    broken: tuple[Ruling, ...] = ()
    changes: tuple[Change, ...] = ()

    def without_words(self) -> "Explanation":
        """What is left of it when one of the two is forgotten: the points."""
        return Explanation(self.parts, forgotten=True)

    @property
    def points(self) -> int:
        """The score: the sum of the parts."""
        return sum(part.points for part in self.parts)

    @property
    def admissible(self) -> bool:
        """Whether the two may be brought together."""
        return not self.broken


def explain(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> Explanation:
    """Everything that counts for and against this pair, also for one that breaks rules."""
    most = credit.shares(cohort.weights, mentee.top)
    points = credit.points(mentor, mentee, cohort)
    minutes = credit.apart(mentor, mentee, cohort.year)
    skills = sorted(credit.skills(mentor, mentee, most["skills"]))
    goals = _answers(credit.goals(mentor, mentee, most["goals"]), mentee)
    transitions = _answers(credit.transitions(mentor, mentee, most["transitions"]), mentee)
    kept, broken = rulings(mentor, mentee, cohort)
    return Explanation(
        parts=tuple(Part(code, got, most[code]) for code, got in points.items()),
        skills=tuple(
            SkillAnswer(mentee.name_of(one.name), one.wanted, one.offered, one.points, one.most) for one in skills
        ),
        interests=tuple(mentee.name_of(name) for name in sorted(mentor.interests & mentee.interests)),
        mentor_stage=None if mentor.stage is None else STAGES[mentor.stage],
        mentee_stage=None if mentee.stage is None else STAGES[mentee.stage],
        hours_apart=None if minutes is None else minutes / 60,
        rules=kept,
        goals=goals,
        transitions=transitions,
        styles=tuple(sorted(mentor.styles & mentee.styles)),
        function=Sides(mentor.function, mentee.function),
        site=Sides(mentor.site, mentee.site),
        both_remote=mentor.remote and mentee.remote,
        top=mentee.top,
        differ=cohort.weights.prefer_different,
        broken=broken,
        changes=(
            *_gains(skills, mentee),
            *_gains_of("goal", goals),
            *_gains_of("transition", transitions),
            *_without(broken),
        ),
    )


def _answers(items: list[credit.Item], mentee: Candidate) -> tuple[Answer, ...]:
    return tuple(Answer(mentee.name_of(one.name), bool(one.offered), one.points, one.most) for one in items)


def _gains(skills: list[credit.Item], mentee: Candidate) -> list[Change]:
    """What each skill that is short would add at the wanted level."""
    return [
        Change("skill-level", one.most - one.points, (mentee.name_of(one.name),), one.wanted)
        for one in skills
        if one.points < one.most
    ]


def _gains_of(code: str, answers: tuple[Answer, ...]) -> list[Change]:
    return [Change(code, one.most, (one.name,)) for one in answers if one.most and not one.met]


def _without(broken: tuple[Ruling, ...]) -> tuple[Change, ...]:
    """The rules that would have to go, if it is only rules of the program that stand in the way."""
    if not broken or not all(ruling.removable for ruling in broken):
        return ()
    names = tuple(ruling.code for ruling in broken)
    return (Change("rule" if len(names) == 1 else "rules", names=names),)
