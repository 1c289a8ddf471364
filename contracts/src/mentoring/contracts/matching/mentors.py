"""How much room mentors have, and how soon they answer."""

from typing import Literal
from uuid import UUID

from mentoring.contracts.fact import Closed, Event, Instant, Part, State

MENTORS, MENTORS_STATE = "matching.mentors", "matching.mentors.state"


class AnswerHours(Part):
    """When a mentor may be expected to answer, in hours, from how they answered before."""

    expected: float
    """Half of the answers come sooner."""
    low: float
    high: float
    """With four chances in five the answer comes between the two."""
    answers: int
    """How many answers of their own this rests on; with none it is what mentors here take."""


class MentorState(State, topic=MENTORS_STATE, key="person"):
    """A mentor as they can be asked just now, over all programs."""

    person: UUID
    places: int
    """How many mentees at once, over all programs that are open."""
    taken: int
    """Running mentorships."""
    open_requests: int
    """Proposals that await this mentor."""
    answer_hours: AnswerHours | None = None
    frozen: bool = False
    """Silent for so long that nobody new is sent to them until they say something."""
    frozen_at: Instant | None = None
    away: Literal["left", "on-leave", "paused"] | None = None


class MentorFrozen(Event, topic=MENTORS, key="person"):
    """A mentor left so much unanswered that nobody new is sent to them."""

    person: UUID
    unanswered: int
    """Proposals in a row that ran out on their side."""
    reason: Closed


class MentorThawed(Event, topic=MENTORS, key="person"):
    """A frozen mentor is there again."""

    person: UUID
    reason: Closed
    """answered, asked, returned."""
