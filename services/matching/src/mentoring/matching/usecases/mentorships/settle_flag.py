"""Somebody says whether a pair goes on although it breaks a rule."""

from mentoring.contracts.matching import MentorshipFlagSettled
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.flags import Answer, Rule
from mentoring.matching.domain.mentorship import MentorshipId
from mentoring.matching.ports import Work
from mentoring.matching.usecases.mentorships.end_mentorship import bring_to_end
from mentoring.matching.usecases.mentorships.telling import pair_of, save_and_tell
from mentoring.matching.usecases.mentorships.who_may import must_be_theirs_or_run


async def settle_flag(mentorship_id: MentorshipId, by: Actor, rule: Rule, answer: Answer, work: Work) -> None:
    """Either of the two, or whoever runs the program, answers; the first answer counts.

    With «end» it ends now, and the mentee is offered somebody else.
    """
    found = await work.mentorships.get(mentorship_id)
    await must_be_theirs_or_run(found, by, work)
    await work.enrollments.hold([found.mentor_enrollment, found.mentee_enrollment])
    held = await work.mentorships.hold(mentorship_id)
    kept = held.kept(rule)
    told = MentorshipFlagSettled(**pair_of(held), reason=rule, answer=answer, by=by.person)
    if answer == "keep":
        await save_and_tell([kept], lambda _: told, work)
        return
    work.announce(told)
    await bring_to_end(held, "moved", work, rematch_for=frozenset(held.pair))
