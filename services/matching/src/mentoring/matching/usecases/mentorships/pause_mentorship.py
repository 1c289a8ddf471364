"""A mentorship is paused, and goes on."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from mentoring.contracts.matching import MentorshipPaused, MentorshipResumed
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.errors.mentorships import StillOnLeave
from mentoring.matching.domain.mentorship import LEAVE, Mentorship, MentorshipId
from mentoring.matching.ports import Work
from mentoring.matching.usecases.mentorships.telling import pair_of, save_and_tell
from mentoring.matching.usecases.mentorships.who_may import must_be_theirs_or_run

AT_ONCE = 200


async def pause_mentorship(mentorship_id: MentorshipId, by: Actor, reason: str, until: date | None, work: Work) -> None:
    """Either of the two pauses it, or whoever runs the program; nothing is asked of the two meanwhile."""
    found = await work.mentorships.hold(mentorship_id)
    await must_be_theirs_or_run(found, by, work)
    await _pause([found.paused(reason, work.now(), until)], work, by=by.person)


async def pause_for_leave(person: UUID, work: Work) -> None:
    """What runs waits for whoever is on leave, also where it was paused for another reason."""
    running = await work.mentorships.hold_running_of_person(person)
    await _pause([one.on_leave(work.now()) for one in running if one.pause is None or one.pause.because != LEAVE], work)


async def pause_if_on_leave(mentorship: Mentorship, work: Work) -> None:
    """What begins while one of the two is on leave waits for them; ``mentorship`` is held."""
    if await _away([mentorship], work):
        await _pause([mentorship.on_leave(work.now())], work)


async def resume_mentorship(mentorship_id: MentorshipId, by: Actor, work: Work) -> None:
    """Either of the two says that it goes on, or whoever runs the program; never while one of them is on leave."""
    found = await work.mentorships.hold(mentorship_id)
    await must_be_theirs_or_run(found, by, work)
    found.resumed(work.now())
    if await _away([found], work):
        raise StillOnLeave
    await _resume([found], "asked", work, by=by.person)


async def resume_after_leave(person: UUID, work: Work) -> None:
    """What waited for whoever was on leave goes on, unless the other one is away, too."""
    waited = [
        one
        for one in await work.mentorships.hold_running_of_person(person)
        if one.pause is not None and one.pause.because == LEAVE
    ]
    away = await _away(waited, work) - {person}
    await _resume([one for one in waited if not away & set(one.pair)], "returned", work)


async def resume_those_due(work: Work) -> int:
    """On the day that was named a pause is over; where one of the two is on leave by then it waits for them.

    Answers how many were settled.
    """
    due = await work.mentorships.hold_to_resume(work.now().date(), AT_ONCE)
    away = await _away(due, work)
    await _pause([one.on_leave(work.now()) for one in due if away & set(one.pair)], work)
    await _resume([one for one in due if not away & set(one.pair)], "due", work)
    return len(due)


async def _pause(paused: Sequence[Mentorship], work: Work, by: UUID | None = None) -> None:
    def told(one: Mentorship) -> MentorshipPaused | None:
        if (pause := one.pause) is None:
            return None
        return MentorshipPaused(**pair_of(one), reason=pause.because, until=pause.until, by=by)

    await save_and_tell(paused, told, work)
    await work.behaviours.judge_at([one.id for one in paused], work.now())


async def _resume(paused: Sequence[Mentorship], reason: str, work: Work, by: UUID | None = None) -> None:
    days = {one.id: (work.now() - one.pause.since).days for one in paused if one.pause is not None}

    def told(one: Mentorship) -> MentorshipResumed:
        return MentorshipResumed(**pair_of(one), reason=reason, days=days[one.id], ends_on=one.ends_on, by=by)

    await save_and_tell([one.resumed(work.now()) for one in paused], told, work)
    await work.behaviours.judge_at([one.id for one in paused], work.now())


async def _away(mentorships: Sequence[Mentorship], work: Work) -> set[UUID]:
    """Who of their people is on leave."""
    people = await work.people.of({person for one in mentorships for person in one.pair})
    return {person.id for person in people.values() if person.status == "on-leave"}
