"""An explanation as it is shown: numbers, names and sentences, from the reader's side."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.drafted import DraftedPair
from mentoring.matching.domain.pairing.drafted import explained as made
from mentoring.matching.domain.pairing.reasons import verdicts, wording
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.pairing.reasons.wording import Viewpoint


class Shown(BaseModel):
    """Docstrings of fields are their descriptions."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class ReasonBody(Shown):
    """A component's points, of the most that it could give, and what stands behind them."""

    code: str
    points: int
    most: int
    because: str


class SkillBody(Shown):
    """A wanted skill and what the mentor offers of it; levels of 1 to 5, 0 for not offered."""

    name: str
    wanted: int
    offered: int
    met: bool


class RuleBody(Shown):
    """A rule that the pair keeps, and the values that it was judged by."""

    code: str
    because: str
    values: dict[str, list[str]]


class ExplanationBody(Shown):
    """Why these two."""

    points: int
    """The sum of the reasons' points."""
    summary: str
    reasons: list[ReasonBody]
    skills: list[SkillBody]
    interests: list[str]
    """That both have."""
    hours_apart: float | None
    rules: list[RuleBody]
    changes: list[str]
    """What would give more points."""


class PairBody(Shown):
    """A pair of a draft."""

    rank: int
    mentor: UUID
    mentee: UUID
    points: int
    explanation: ExplanationBody


class UnmatchedBody(Shown):
    """Somebody without a pair, and the reason that binds."""

    person: UUID
    place: str
    reason: str
    because: str
    facts: dict[str, int]


def explained(explanation: Explanation, viewpoint: Viewpoint) -> ExplanationBody:
    """From this side."""
    return ExplanationBody(
        points=explanation.points,
        summary=wording.summary(explanation, viewpoint),
        reasons=[
            ReasonBody(
                code=part.code,
                points=part.points,
                most=part.most,
                because=wording.because(part, explanation, viewpoint),
            )
            for part in explanation.parts
        ],
        skills=[
            SkillBody(name=one.name, wanted=one.wanted, offered=one.offered, met=one.met) for one in explanation.skills
        ],
        interests=list(explanation.interests),
        hours_apart=explanation.hours_apart,
        rules=[
            RuleBody(
                code=rule.code,
                because=verdicts.kept(rule),
                values={name: list(values) for name, values in rule.values.items()},
            )
            for rule in explanation.rules
        ],
        changes=[verdicts.changing(change) for change in explanation.changes],
    )


def pair_of(pair: DraftedPair, kept: Cohort) -> PairBody:
    """As those who run the program see it; its reasons are made here, of what is kept of the two."""
    shown = explained(made(pair.mentor, pair.mentee, pair.parts, kept), "manager")
    return PairBody(rank=pair.rank, mentor=pair.mentor, mentee=pair.mentee, points=pair.points, explanation=shown)


def unmatched_of(ranked: tuple[int, Unmatched]) -> UnmatchedBody:
    """As those who run the program see it."""
    _, one = ranked
    return UnmatchedBody(
        person=one.person, place=one.place, reason=one.why, because=verdicts.binding(one), facts=dict(one.facts)
    )
