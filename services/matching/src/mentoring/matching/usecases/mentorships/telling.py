"""What is told of a mentorship beside its state."""

from collections.abc import Callable, Sequence
from typing import TypedDict
from uuid import UUID

from mentoring.contracts.fact import Event
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


class Pair(TypedDict):
    """What every fact about a mentorship begins with."""

    mentorship: UUID
    program: UUID
    mentor: UUID
    mentee: UUID


def pair_of(mentorship: Mentorship) -> Pair:
    """Whose it is."""
    return {
        "mentorship": mentorship.id,
        "program": mentorship.program,
        "mentor": mentorship.mentor,
        "mentee": mentorship.mentee,
    }


async def save_and_tell(
    mentorships: Sequence[Mentorship], tell: Callable[[Mentorship], Event | None], work: Work
) -> None:
    """Each is saved and told of, with what happened (None: nothing but its state)."""
    await work.mentorships.save(mentorships)
    for mentorship in mentorships:
        if (fact := tell(mentorship)) is not None:
            work.announce(fact)
        work.announce(snapshots.of_mentorship(mentorship))
