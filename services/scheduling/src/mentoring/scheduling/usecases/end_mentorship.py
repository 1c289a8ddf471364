"""A mentorship is over."""

from dataclasses import replace
from uuid import UUID

from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.cancel_session import cancel_ahead
from mentoring.scheduling.usecases.telling import tell_check_ins


async def end_mentorship(mentorship: UUID, work: Work, *, reason: str = "ended") -> None:
    """What lies ahead of the pair is cancelled, and no check-in is asked of them any more.

    A mentorship that scheduling never heard of had nothing planned.
    """
    found = await work.mentorships.hold(mentorship)
    if found is None or found.state == "ended":
        return
    await work.mentorships.save(replace(found, state="ended", paused_on=None))
    cancelled = {session.id for session in await cancel_ahead(mentorship, reason, work)}
    check_ins = await work.check_ins.of(mentorship)
    given_up = [
        each.cancel() for each in check_ins if each.state in {"planned", "unbooked"} or each.session in cancelled
    ]
    if given_up:
        await work.check_ins.save(mentorship, given_up)
        tell_check_ins(mentorship, await work.check_ins.of(mentorship), work)
