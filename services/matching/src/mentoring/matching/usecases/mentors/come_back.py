"""Somebody is there again."""

from mentoring.contracts.matching import MentorThawed
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.ports import Work


async def come_back(person: PersonId, work: Work) -> None:
    """«I am back»: a pause said to matching ends, and whoever was silent can be asked again."""
    await work.people.pause(person, None)
    await thaw(person, "asked", work)


async def thaw(person: PersonId, reason: str, work: Work) -> None:
    """What they left unanswered before counts no more."""
    await work.mentors.break_silence(person)
    if await work.people.thaw(person):
        work.announce(MentorThawed(person=person, reason=reason))
    await work.mentors.mark([person])
