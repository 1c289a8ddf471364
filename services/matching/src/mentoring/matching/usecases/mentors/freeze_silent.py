"""Mentors who answer nobody are asked no more until they say something."""

from typing import Final

from mentoring.contracts.matching import MentorFrozen
from mentoring.matching.domain.mentor import MOST_SILENCES
from mentoring.matching.ports import Work
from mentoring.matching.usecases.proposals.withdraw_proposal import take_back

FROZEN: Final = "frozen"


async def freeze_silent(work: Work) -> int:
    """One silent mentor is frozen and what is open with them goes to the next best; each step is told.

    The places are held first: whoever is about to ask this mentor waits, and then finds them frozen. Whoever answered
    meanwhile is silent no more, and whoever is away is let be.
    """
    found = await work.mentors.silent(MOST_SILENCES)
    if found is None:
        return 0
    await work.people.freeze(found, work.now())
    await work.enrollments.hold_of_person(found)
    still_open = [
        one for one in await work.proposals.hold_open_of_person(found) if one.mentor == found and not one.peers
    ]
    unanswered = await work.mentors.hold_silences(found)
    person = (await work.people.of([found])).get(found)
    if unanswered < MOST_SILENCES or person is None or person.away(work.now()) is not None:
        await work.people.thaw(found)
        await work.mentors.break_silence(found)
        return 1
    work.announce(MentorFrozen(person=found, unanswered=unanswered, reason="silent"))
    for proposal in still_open:
        if found not in proposal.accepted_by:
            await take_back(proposal, FROZEN, work)
    await work.mentors.mark([found])
    return 1
