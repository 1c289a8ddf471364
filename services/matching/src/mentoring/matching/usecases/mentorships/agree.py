"""The two set down what they want, and confirm it."""

from collections.abc import Sequence

from mentoring.contracts.matching import AgreementReached
from mentoring.matching.domain.agreement import Agreement, Standing, must_be
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.mentorship import MentorshipId
from mentoring.matching.ports import Work
from mentoring.matching.usecases.mentorships.telling import pair_of, save_and_tell


async def set_agreement(
    mentorship_id: MentorshipId, by: PersonId, goals: Sequence[str], frequency: str, boundaries: str, work: Work
) -> int:
    """Either of the two sets the words, and so confirms them; the other one is asked anew. Answers the revision."""
    found = await work.mentorships.hold(mentorship_id)
    found.must_be_of(by)
    words = Agreement(tuple(goal.strip() for goal in goals), frequency.strip(), boundaries.strip(), by, work.now())
    agreeing = found.agreeing(standing := Standing.of(found.agreement, len(words.goals), by))
    await work.agreements.set(mentorship_id, words)
    await save_and_tell([agreeing], lambda _: None, work)
    return standing.revision


async def confirm_agreement(mentorship_id: MentorshipId, by: PersonId, revision: int, work: Work) -> None:
    """The other one confirms the words of the revision that they have read: now it stands."""
    found = await work.mentorships.hold(mentorship_id)
    found.must_be_of(by)
    standing = must_be(found.agreement).confirm(by, revision)
    told = AgreementReached(**pair_of(found), goals=standing.goals)
    await save_and_tell([found.agreeing(standing)], lambda _: told, work)
