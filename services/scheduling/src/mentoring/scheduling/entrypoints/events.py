"""What scheduling reads of the others."""

from collections.abc import Sequence
from datetime import UTC, timedelta
from uuid import UUID

from mentoring.contracts.matching import (
    MENTORSHIPS,
    MentorshipCompleted,
    MentorshipEnded,
    MentorshipExtended,
    MentorshipPaused,
    MentorshipResumed,
    MentorshipStarted,
    ProgramState,
)
from mentoring.contracts.profile import PEOPLE, PersonLeft, PersonState
from mentoring.messaging import Facts
from mentoring.scheduling.domain.pair import Cadence, Mentorship
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.cancel_session import cancel_sessions_of_leaver
from mentoring.scheduling.usecases.end_mentorship import end_mentorship
from mentoring.scheduling.usecases.extend_mentorship import extend_mentorship
from mentoring.scheduling.usecases.follow_people import forget_people, keep_people
from mentoring.scheduling.usecases.pause_mentorship import pause_mentorship, resume_mentorship
from mentoring.scheduling.usecases.plan_check_ins import plan_check_ins

facts = Facts("scheduling")
people = facts.projection("scheduling.people", PersonState)
programs = facts.projection("scheduling.programs", ProgramState)
mentorships = facts.reaction("scheduling.mentorships", MENTORSHIPS, forget_after=timedelta(days=30))
people_events = facts.reaction("scheduling.people-events", PEOPLE, forget_after=timedelta(days=30))


@people.keep
async def keep(told: Sequence[PersonState], work: Work) -> None:
    """Who works here, and on which clock."""
    await keep_people(told, work)


@people.forget
async def forget(gone: Sequence[UUID], work: Work) -> None:
    """Erased at the source, erased here."""
    await forget_people(gone, work)


@programs.keep
async def keep_programs(told: Sequence[ProgramState], work: Work) -> None:
    """Names for calendars."""
    await work.programs.keep({program.program: program.name for program in told})


@programs.forget
async def forget_programs(gone: Sequence[UUID], work: Work) -> None:
    """Names for calendars."""
    await work.programs.forget(gone)


@mentorships(MentorshipStarted)
async def plan(started: MentorshipStarted, work: Work) -> None:
    """Check-ins from the cadence."""
    cadence = started.cadence
    mentorship = Mentorship(
        id=started.mentorship,
        program=started.program,
        mentor=started.mentor,
        mentee=started.mentee,
        started_on=started.started_at.astimezone(UTC).date(),
        ends_on=started.ends_on,
        cadence=None if cadence is None else Cadence(cadence.every, cadence.minutes),
    )
    await plan_check_ins(mentorship, work)


@mentorships(MentorshipEnded)
async def end(ended: MentorshipEnded, work: Work) -> None:
    """Nothing lies ahead any more."""
    await end_mentorship(ended.mentorship, work)


@mentorships(MentorshipCompleted)
async def complete(completed: MentorshipCompleted, work: Work) -> None:
    """Nothing lies ahead any more."""
    await end_mentorship(completed.mentorship, work, reason="completed")


@mentorships(MentorshipPaused)
async def pause(paused: MentorshipPaused, work: Work) -> None:
    """Nothing is booked until it goes on."""
    await pause_mentorship(paused.mentorship, paused.until, work)


@mentorships(MentorshipResumed)
async def resume(resumed: MentorshipResumed, work: Work) -> None:
    """What was asked for comes as much later."""
    await resume_mentorship(resumed.mentorship, work)


@mentorships(MentorshipExtended)
async def extend(extended: MentorshipExtended, work: Work) -> None:
    """Further check-ins in the same rhythm."""
    await extend_mentorship(extended.mentorship, extended.ends_on, work)


@people_events(PersonLeft)
async def cancel_sessions(left: PersonLeft, work: Work) -> None:
    """Nobody waits for a leaver."""
    await cancel_sessions_of_leaver(left.person, work)
