"""What the engine found, as it is shown."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from mentoring.contracts import matching as told
from mentoring.matching.domain.finding.questions import Answer, Card, Effect, Outcome, Standing
from mentoring.matching.domain.pairing.cohort import Side
from mentoring.matching.domain.pairing.reasons import verdicts
from mentoring.matching.domain.pairing.reasons.wording import Viewpoint
from mentoring.matching.entrypoints.http.reasons import (
    ExplanationBody,
    ReasonBody,
    RuleBody,
    Shown,
    SkillBody,
    explained,
)


class CardBody(Shown):
    """Somebody who was found."""

    person: UUID
    points: int
    """Of 100: the sum of the parts."""
    summary: str
    parts: list[ReasonBody]
    skills: list[SkillBody]
    interests: list[str]
    """That both have."""
    rules: list[RuleBody]
    broken: list[RuleBody]
    """Rules that keep the two apart; with none of them, and a free place, the person can be asked."""
    hours_apart: float | None
    overlap_minutes: int | None
    """Common working minutes in a usual week, in the worse half of the year."""
    free_places: int
    capacity: int
    load: float
    """The part of the places that mentorships and open proposals take, 0 to 1."""
    answer_hours: float | None
    """How long an answer usually takes; null where nothing is known."""


class StandingBody(Shown):
    """One of the two."""

    away: str | None
    """left, on-leave, paused: why the person is given nobody now."""
    free_places: int
    capacity: int
    rank: int | None
    """Of the other on this one's list by points; null when the other is not on it."""
    of: int
    """How many stand on that list."""


class AnswerBody(ExplanationBody):
    """Why, or why not."""

    admissible: bool
    """Whether no rule keeps them apart."""
    broken: list[RuleBody]
    overlap_minutes: int | None
    mentor: StandingBody
    mentee: StandingBody


class Terms(BaseModel):
    """Other terms; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    rules: told.Rules | None = None
    weights: told.Weights | None = None


class OutcomeBody(Shown):
    """A quick assignment of everybody who waits; a little below what a run finds."""

    mentees: int
    mentors: int
    """With a free place."""
    places: int
    pairs: int
    total: int
    """Points of all pairs."""
    lowest: int
    median: float
    spread: list[int]
    """How many pairs have 1 to 10, 11 to 20, … 91 to 100 points."""
    unmatched: int
    """Mentees who get nobody."""


class EffectBody(Shown):
    """What other terms come to, beside the present ones."""

    present: OutcomeBody
    other: OutcomeBody
    gained: list[UUID]
    """Mentees who would get somebody and do not now; the first 200."""
    lost: list[UUID]
    """Mentees who would no longer get somebody; the first 200."""
    without: list[UUID]
    """Mentees who would get nobody; the first 200."""


def card_of(card: Card, whom: Side) -> CardBody:
    """As whoever looks for ``whom`` sees it."""
    shown = explained(card.explanation, "mentee" if whom == "mentor" else "mentor")
    return CardBody(
        person=card.person,
        points=shown.points,
        summary=shown.summary,
        parts=shown.reasons,
        skills=shown.skills,
        interests=shown.interests,
        rules=shown.rules,
        broken=_broken(card),
        hours_apart=shown.hours_apart,
        overlap_minutes=card.overlap_minutes,
        free_places=card.free,
        capacity=card.capacity,
        load=round(card.load, 3),
        answer_hours=card.answers_in,
    )


def answer_of(answer: Answer, viewpoint: Viewpoint) -> AnswerBody:
    """From this side."""
    shown = explained(answer.explanation, viewpoint)
    return AnswerBody(
        **dict(shown),
        admissible=answer.explanation.admissible,
        broken=_broken(answer),
        overlap_minutes=answer.overlap_minutes,
        mentor=_standing(answer.mentor),
        mentee=_standing(answer.mentee),
    )


def effect_of(effect: Effect) -> EffectBody:
    """As those who run the program see it."""
    return EffectBody(
        present=_outcome(effect.present),
        other=_outcome(effect.other),
        gained=list(effect.gained),
        lost=list(effect.lost),
        without=list(effect.without),
    )


def _broken(found: Card | Answer) -> list[RuleBody]:
    return [
        RuleBody(
            code=rule.code,
            because=verdicts.broken(rule),
            values={name: list(values) for name, values in rule.values.items()},
        )
        for rule in found.explanation.broken
    ]


def _standing(one: Standing) -> StandingBody:
    return StandingBody(away=one.away, free_places=one.free, capacity=one.capacity, rank=one.rank, of=one.of)


def _outcome(one: Outcome) -> OutcomeBody:
    return OutcomeBody(
        mentees=one.mentees,
        mentors=one.mentors,
        places=one.places,
        pairs=one.pairs,
        total=one.total,
        lowest=one.lowest,
        median=one.median,
        spread=list(one.spread),
        unmatched=one.unmatched,
    )
