"""What follows when a proposal is answered or ends: how long it waited, who was silent, whose wish goes on."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from mentoring.contracts.matching import MentorThawed, WaterfallEnded
from mentoring.matching.domain.answer_time import Wait
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.waterfall import MOST_STEPS, goes_on, wish_after
from mentoring.matching.ports import Work

_HOUR: Final = 3600


async def settle_answer(proposal: Proposal, by: UUID, work: Work) -> None:
    """Whoever answers anything is not silent; a mentor's first answer ends their wait."""
    if by == proposal.mentor and not proposal.peers:
        await work.mentors.note_waits(
            {proposal.id: (proposal.mentor, _waited(proposal, work, answered=True))}, work.now()
        )
    await work.mentors.break_silence(by)
    if await work.people.thaw(by):
        work.announce(MentorThawed(person=by, reason="answered"))
    await work.mentors.mark([proposal.mentor])


async def settle_ended(ended: Sequence[Proposal], work: Work, *, gone: UUID | None = None) -> None:
    """Waits that ended without the mentor's answer are noted, and wishes that outlive their proposals go on.

    Mentors who let a proposal run out are silent, unless they are away: nobody on leave is held to it. Whoever is
    ``gone`` wishes for nothing.
    """
    unanswered = [one for one in ended if one.state != "agreed" and one.mentor in one.silent and not one.peers]
    unanswered = [one for one in unanswered if one.declined_by != one.mentor]
    await work.mentors.note_waits(
        {one.id: (one.mentor, _waited(one, work, answered=False)) for one in unanswered}, work.now()
    )
    silent = {one.mentor for one in unanswered if one.state == "expired"}
    people = await work.people.of(silent)
    there = [one for one in sorted(silent) if one in people and people[one].away(work.now()) is None]
    await work.mentors.note_silence(there, work.now())
    await work.mentors.mark([one.mentor for one in ended])
    lasting = [one for one in ended if goes_on(one) and one.mentee != gone]
    await work.wishes.add([wish_after(one) for one in lasting if one.step < MOST_STEPS])
    for one in lasting:
        if one.step >= MOST_STEPS:
            work.announce(
                WaterfallEnded(
                    proposal=one.id, program=one.program, mentee=one.mentee, steps=one.step, reason="steps-used-up"
                )
            )


def _waited(proposal: Proposal, work: Work, *, answered: bool) -> Wait:
    return Wait((work.now() - proposal.made_at).total_seconds() / _HOUR, answered)
