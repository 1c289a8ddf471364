"""Warm introductions: one of a pair brings the other together with a third person."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, State

INTRODUCTIONS, INTRODUCTIONS_STATE = "matching.introductions", "matching.introductions.state"


class IntroductionState(State, topic=INTRODUCTIONS_STATE, key="introduction"):
    """An introduction as it stands; the words that it was asked with stay with matching."""

    introduction: UUID
    mentorship: UUID
    program: UUID
    by: UUID
    """Who introduces."""
    introduced: UUID
    """The other of the pair."""
    to: UUID
    """The third person."""
    state: Literal["asked", "made", "declined", "expired", "withdrawn"]
    asked_at: Instant
    open_until: Instant
    agreed_by: list[UUID] = Field(default_factory=list)
    """Of the two who are to meet; with both it is made."""
    made_at: Instant | None = None
    declined_by: UUID | None = None
    reason: Closed | None = None
    outcome: Literal["met", "helped", "nothing-came"] | None = None
    """What became of it, as the introduced person tells."""


class IntroductionAsked(Event, topic=INTRODUCTIONS, key="introduction"):
    """Somebody would like to bring two people together; both are asked."""

    introduction: UUID
    mentorship: UUID
    program: UUID
    by: UUID
    introduced: UUID
    to: UUID
    open_until: Instant


class IntroductionAgreed(Event, topic=INTRODUCTIONS, key="introduction"):
    """One of the two who are to meet said yes."""

    introduction: UUID
    by: UUID


class IntroductionMade(Event, topic=INTRODUCTIONS, key="introduction"):
    """Both said yes: they know of each other and may meet."""

    introduction: UUID
    mentorship: UUID
    program: UUID
    by: UUID
    introduced: UUID
    to: UUID


class IntroductionDeclined(Event, topic=INTRODUCTIONS, key="introduction"):
    """One of the two said no."""

    introduction: UUID
    by: UUID
    reason: Closed
    """no-time, no-fit, other."""


class IntroductionExpired(Event, topic=INTRODUCTIONS, key="introduction"):
    """Not both answered in time."""

    introduction: UUID
    silent: list[UUID]


class IntroductionWithdrawn(Event, topic=INTRODUCTIONS, key="introduction"):
    """It no longer stands."""

    introduction: UUID
    reason: Closed
    """changed, left."""


class IntroductionOutcomeTold(Event, topic=INTRODUCTIONS, key="introduction"):
    """The introduced person told what became of it."""

    introduction: UUID
    mentorship: UUID
    program: UUID
    outcome: Literal["met", "helped", "nothing-came"]
