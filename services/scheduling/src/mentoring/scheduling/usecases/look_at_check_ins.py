"""What does the program ask of the two?"""

from uuid import UUID

from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.ports import Views
from mentoring.scheduling.usecases.holding import require_known


async def look_at_check_ins(mentorship: UUID, by: UUID, views: Views) -> list[CheckIn]:
    """Only the two see their check-ins here; the others read the public topic.

    Raises:
        MentorshipMissing, NotYourMentorship: not theirs.
    """
    require_known(await views.mentorship(mentorship), mentorship).require_member(by)
    return await views.check_ins(mentorship)
