"""A mentorship is paused, and goes on."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from mentoring.scheduling.domain.check_in import CheckIn
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.book_check_ins import book_check_ins
from mentoring.scheduling.usecases.cancel_session import cancel_ahead
from mentoring.scheduling.usecases.telling import tell_check_ins


async def pause_mentorship(mentorship: UUID, until: date | None, work: Work) -> None:
    """What lies within the pause is cancelled; check-ins wait, and nobody is asked for them.

    Told again, because one of the two went on leave meanwhile, it began when it began first. A mentorship that
    scheduling never heard of had nothing planned.
    """
    found = await work.mentorships.hold(mentorship)
    if found is None or found.state == "ended":
        return
    paused = found if found.state == "paused" else found.paused(work.now().date())
    await work.mentorships.save(paused)
    cancelled = {session.id for session in await cancel_ahead(mentorship, "paused", work, before=until)}
    waiting = [each.wait() for each in await work.check_ins.of(mentorship) if each.session in cancelled]
    await _save(mentorship, waiting, work)


async def resume_mentorship(mentorship: UUID, work: Work) -> None:
    """Check-ins that were due since it was paused come as much later; what no longer fits before the end is given up.

    What is due soon then gets a time.
    """
    found = await work.mentorships.hold(mentorship)
    if found is None or found.state != "paused" or found.paused_on is None:
        return
    today = work.now().date()
    resumed = replace(found, state="active", paused_on=None)
    await work.mentorships.save(resumed)
    check_ins = await work.check_ins.of(mentorship)
    shift = today - found.paused_on
    late = [each for each in check_ins if each.state in {"planned", "unbooked"} and each.due_on >= found.paused_on]
    await _save(mentorship, [_later(each, shift, found.ends_on) for each in late], work)
    await book_check_ins(resumed, work)


async def _save(mentorship: UUID, changed: list[CheckIn], work: Work) -> None:
    if changed:
        await work.check_ins.save(mentorship, changed)
        tell_check_ins(mentorship, await work.check_ins.of(mentorship), work)


def _later(check_in: CheckIn, shift: timedelta, last: date | None) -> CheckIn:
    later = replace(check_in, due_on=check_in.due_on + shift)
    return later.cancel() if last is not None and later.due_on > last else later
