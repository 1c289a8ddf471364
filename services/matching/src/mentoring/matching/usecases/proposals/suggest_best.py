"""Programs of the mode «suggested»: whoever waits is offered the best mentor who has a free place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.pairing.choosing import Chosen, choose
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.program import Program
from mentoring.matching.ports import Work
from mentoring.matching.usecases.proposals.gather_pairs import cohort_of
from mentoring.matching.usecases.proposals.make_proposals import Offer, make_proposals

AGAIN: Final = timedelta(days=1)
"""After which somebody is looked at again for whom there was nobody, or who let it pass."""
AT_ONCE: Final = 200
"""Who wait, of one program."""
CHOICES: Final = 10
"""Mentors in reserve for each: a few may have filled up since."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Some who wait in a program, whom they could get, and whom each was offered before."""

    program: UUID
    places: Sequence[Enrollment]
    cohort: Cohort
    before: Mapping[UUID, frozenset[UUID]]

    def ranked(self) -> dict[UUID, list[Chosen]]:
        """The best mentors by the place of whoever waits; takes a moment in large programs."""
        return choose(self.cohort, CHOICES, self.before)


async def claim_waiting(work: Work) -> Waiting | None:
    """Some of one program who have nobody, nothing open, and were not looked at for a day."""
    places = await work.enrollments.claim_waiting(work.now(), work.now() - AGAIN, AT_ONCE)
    if not places:
        return None
    program = await work.programs.get(places[0].program)
    free = await work.enrollments.free_mentors(program.id)
    bars = await work.proposals.bars(program.id)
    cohort = await cohort_of(program, free, places, bars, work, seed=places[0].id.int % 2**63)
    before = await work.proposals.mentors_offered([one.id for one in places])
    return Waiting(program.id, places, cohort, before)


async def suggest_best(place: UUID, program_id: UUID, pairs: Sequence[Chosen], work: Work) -> UUID | None:
    """The first of ``pairs`` that still holds is proposed, if the place is still free and the program suggests."""
    program = await work.programs.get(program_id)
    if not pairs or not _suggests(program, work):
        return None
    held = (await work.enrollments.hold([place]))[place]
    if held.state != "waiting" or (await work.enrollments.taken([place])).get(place, 0) >= held.capacity:
        return None
    made = await make_proposals(program, [_offer(pair) for pair in pairs], work, most=1)
    return made.proposals[0].id if made.proposals else None


def _suggests(program: Program, work: Work) -> bool:
    return program.state == "open" and program.mode == "suggested" and program.timeline.ends >= work.now().date()


def _offer(pair: Chosen) -> Offer:
    return Offer(
        mentor=pair.mentor,
        mentee=pair.mentee,
        mentor_enrollment=pair.mentor_enrollment,
        mentee_enrollment=pair.mentee_enrollment,
        explanation=pair.explanation,
        origin="suggestion",
    )
