"""Offered pairs and what became of them."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, Part, State
from mentoring.contracts.words import Side

PROPOSALS, PROPOSALS_STATE = "matching.proposals", "matching.proposals.state"


class Reason(Part):
    """One part of why a pair was proposed: a code and what it adds to the score."""

    code: Closed
    """skills, goals, transitions, interests, stage, function, location, zone, style."""
    points: int


Origin = Literal["run", "request", "waterfall", "rematch", "suggestion", "roulette"]
"""A published match run; somebody asked; the next best after a no; a mentorship ended early; the suite; the lot."""


class ProposalState(State, topic=PROPOSALS_STATE, key="proposal"):
    """An offered pair as it stands."""

    proposal: UUID
    program: UUID
    run: UUID | None = None
    mentor: UUID
    mentee: UUID
    state: Literal["open", "agreed", "declined", "expired", "withdrawn"]
    open_until: Instant
    accepted_by: list[UUID] = Field(default_factory=list)
    declined_by: UUID | None = None
    points: int
    reasons: list[Reason]
    reason: Closed | None = None
    """Why it was declined or withdrawn."""
    origin: Origin = "run"
    asked_by: UUID | None = None
    """Who asked for it; they have accepted by asking. Their message stays with matching."""
    answers: Literal["both", "mentor", "mentee"] = "both"
    """Whose yes it needs."""
    peers: bool = False
    """Two peers: which of them stands as the mentor means nothing."""
    group: UUID | None = None
    """The group that the pair would be part of; its first person is the mentor, or the host of a circle."""


class ProposalMade(Event, topic=PROPOSALS, key="proposal"):
    """A pair was offered to both sides."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    open_until: Instant
    points: int
    reasons: list[Reason]
    origin: Origin = "run"
    asked_by: UUID | None = None
    """Who asked for it; they have accepted by asking. Their message stays with matching."""
    answers: Literal["both", "mentor", "mentee"] = "both"
    """Whose yes it needs."""
    peers: bool = False
    """Two peers: which of them stands as the mentor means nothing."""
    group: UUID | None = None
    """The group that the pair would be part of; its first person is the mentor, or the host of a circle."""


class ProposalAnswered(Event, topic=PROPOSALS, key="proposal"):
    """One side accepted; the other side's answer is awaited or this was the second."""

    proposal: UUID
    by: UUID
    side: Side
    answer: Literal["accepted"]


class ProposalAgreed(Event, topic=PROPOSALS, key="proposal"):
    """Both sides accepted."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID


class ProposalDeclined(Event, topic=PROPOSALS, key="proposal"):
    """One side said no."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    by: UUID
    side: Side
    reason: Closed


class ProposalExpired(Event, topic=PROPOSALS, key="proposal"):
    """Nobody, or one side only, answered in time."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    silent: list[UUID]


class ProposalWithdrawn(Event, topic=PROPOSALS, key="proposal"):
    """The offer no longer stands."""

    proposal: UUID
    program: UUID
    mentor: UUID
    mentee: UUID
    reason: Closed


class WaterfallEnded(Event, topic=PROPOSALS, key="proposal"):
    """The mentee of a proposal that came to nothing is passed on to nobody else."""

    proposal: UUID
    """The last one."""
    program: UUID
    mentee: UUID
    steps: int
    """How often the mentee was passed on before."""
    reason: Closed
    """steps-used-up, nobody-left, wish-over."""
