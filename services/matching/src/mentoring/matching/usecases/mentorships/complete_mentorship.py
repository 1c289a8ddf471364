"""A mentorship comes to its end as it was meant to."""

from mentoring.contracts.matching import MentorshipCompleted
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.errors.mentorships import AlreadyReflected, MentorshipNotOver
from mentoring.matching.domain.mentorship import Mentorship, MentorshipId
from mentoring.matching.domain.reflection import Reflection
from mentoring.matching.ports import Work
from mentoring.matching.usecases.mentorships.free_places import free_places
from mentoring.matching.usecases.mentorships.telling import pair_of, save_and_tell

AT_ONCE = 100


async def complete_mentorship(mentorship_id: MentorshipId, by: PersonId, work: Work) -> None:
    """Either of the two closes it; their places are free again."""
    found = await work.mentorships.get(mentorship_id)
    found.must_be_of(by)
    await work.enrollments.hold([found.mentor_enrollment, found.mentee_enrollment])
    completed = (await work.mentorships.hold(mentorship_id)).completed(work.now())
    await _tell([completed], work, by=by)


async def reflect(mentorship_id: MentorshipId, by: PersonId, words: str, satisfaction: int | None, work: Work) -> None:
    """When it is over each of the two looks back once, whoever closed it; nobody else reads the words."""
    found = await work.mentorships.get(mentorship_id)
    found.must_be_of(by)
    if found.running:
        raise MentorshipNotOver
    if not await work.reflections.add(Reflection(mentorship_id, by, work.now(), words.strip(), satisfaction)):
        raise AlreadyReflected


async def complete_those_over(work: Work) -> int:
    """The day after its last one a mentorship is complete. Answers how many are."""
    today = work.now().date()
    due = await work.mentorships.over(today, AT_ONCE)
    await work.enrollments.hold({place for one in due for place in (one.mentor_enrollment, one.mentee_enrollment)})
    held = await work.mentorships.hold_all([one.id for one in due])
    over = [one.completed(work.now()) for one in held if one.running and one.ends_on < today]
    await _tell(over, work)
    return len(due)


async def _tell(completed: list[Mentorship], work: Work, by: PersonId | None = None) -> None:
    await save_and_tell(completed, lambda one: MentorshipCompleted(**pair_of(one), by=by), work)
    await free_places(completed, work)
