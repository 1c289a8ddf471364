"""One of a pair introduces the other to a third person."""

from uuid import UUID

from mentoring.contracts.matching import IntroductionAsked
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.errors.introductions import AlreadyIntroduced, IntroductionsTooMany, ThirdPersonUnknown
from mentoring.matching.domain.introduction import MOST_OPEN, OPEN_FOR, Introduction, IntroductionId, message_of
from mentoring.matching.domain.mentorship import MentorshipId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


async def introduce(mentorship_id: MentorshipId, by: PersonId, to: UUID, message: str, work: Work) -> IntroductionId:
    """Whoever works here may be asked, once for the same two; nobody is told more than who would like to meet whom."""
    words = message_of(message)
    third = (await work.people.hold([to])).get(to)
    mentorship = await work.mentorships.hold(mentorship_id)
    mentorship.must_be_of(by)
    mentorship.must_run()
    introduction = Introduction(
        id=work.new_id(),
        mentorship=mentorship_id,
        program=mentorship.program,
        by=by,
        introduced=mentorship.other(by),
        to=to,
        asked_at=work.now(),
        open_until=work.now() + OPEN_FOR,
    )
    if third is None or third.status == "left":
        raise ThirdPersonUnknown(person=to, where="body.to")
    if await work.introductions.open_in(mentorship_id) >= MOST_OPEN:
        raise IntroductionsTooMany(most=MOST_OPEN)
    if not await work.introductions.add(introduction, words):
        raise AlreadyIntroduced
    work.announce(
        IntroductionAsked(
            introduction=introduction.id,
            mentorship=introduction.mentorship,
            program=introduction.program,
            by=introduction.by,
            introduced=introduction.introduced,
            to=introduction.to,
            open_until=introduction.open_until,
        )
    )
    work.announce(snapshots.of_introduction(introduction))
    return introduction.id
