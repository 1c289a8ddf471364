"""A mentee whose proposal came to nothing gets the next best mentor with a free place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from mentoring.contracts.matching import WaterfallEnded
from mentoring.matching.domain.pairing.choosing import Chosen, choose
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.waterfall import Over, Wish
from mentoring.matching.ports import Work
from mentoring.matching.usecases.proposals.gather_pairs import cohort_of
from mentoring.matching.usecases.proposals.make_proposals import Offer, make_proposals

AT_ONCE: Final = 50
"""Wishes of one program."""
CHOICES: Final = 10
"""Mentors in reserve for each wish: a few may have filled up by the time it is granted."""
LEASE: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Choice:
    """Some wishes of a program, whom they could get, and whom each was offered before."""

    wishes: Sequence[Wish]
    cohort: Cohort
    before: Mapping[UUID, frozenset[UUID]]

    def ranked(self) -> dict[UUID, list[Chosen]]:
        """The best mentors for each wish, by the proposal that it comes of; takes a moment in large programs."""
        best = choose(self.cohort, CHOICES, self.before)
        return {wish.proposal: best.get(wish.mentee_enrollment, []) for wish in self.wishes}


async def claim_wishes(work: Work) -> Choice | None:
    """Wishes of one program that nobody works on, with all mentors of it who have a free place."""
    wishes = await work.wishes.claim(work.now(), work.now() + LEASE, AT_ONCE)
    if not wishes:
        return None
    program = await work.programs.get(wishes[0].program)
    seekers = [wish.mentee_enrollment for wish in wishes]
    mentees = await work.enrollments.hold(seekers)
    free = await work.enrollments.free_mentors(program.id)
    bars = await work.proposals.bars(program.id)
    seed = wishes[0].proposal.int % 2**63
    cohort = await cohort_of(program, free, mentees.values(), bars, work, seed=seed)
    before = await work.proposals.mentors_offered(seekers)
    return Choice(wishes, cohort, before)


async def grant_wish(wish: Wish, pairs: Sequence[Chosen], work: Work) -> UUID | None:
    """The first of ``pairs`` that still holds is proposed; where nobody is left, that is told."""
    if not await work.wishes.take(wish.proposal):
        return None
    program = await work.programs.get(wish.program)
    if not await _still_wished(wish, program, work):
        _end(wish, "wish-over", work)
        return None
    offers = [_offer(pair, wish) for pair in pairs]
    made = await make_proposals(program, offers, work, most=1)
    if made.proposals:
        return made.proposals[0].id
    if len(pairs) == CHOICES:
        await work.wishes.add([wish])
    else:
        _end(wish, "nobody-left", work)
    return None


async def _still_wished(wish: Wish, program: Program, work: Work) -> bool:
    """The program is open, and the mentee is there and has a free place."""
    if program.state != "open" or program.timeline.ends < work.now().date():
        return False
    place = (await work.enrollments.hold([wish.mentee_enrollment]))[wish.mentee_enrollment]
    person = (await work.people.of([wish.mentee])).get(wish.mentee)
    if place.state == "withdrawn" or person is None or person.away(work.now()) is not None:
        return False
    return (await work.enrollments.taken([place.id])).get(place.id, 0) < place.capacity


def _end(wish: Wish, reason: Over, work: Work) -> None:
    work.announce(
        WaterfallEnded(
            proposal=wish.proposal, program=wish.program, mentee=wish.mentee, steps=wish.step - 1, reason=reason
        )
    )


def _offer(pair: Chosen, wish: Wish) -> Offer:
    return Offer(
        mentor=pair.mentor,
        mentee=pair.mentee,
        mentor_enrollment=pair.mentor_enrollment,
        mentee_enrollment=pair.mentee_enrollment,
        explanation=pair.explanation,
        origin=wish.origin,
        step=wish.step,
    )
