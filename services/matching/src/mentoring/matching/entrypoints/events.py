"""What matching reads of the others."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from mentoring.contracts.profile import (
    PEOPLE,
    ParticipantState,
    PersonLeft,
    PersonMoved,
    PersonRehired,
    PersonReturned,
    PersonState,
    PersonWentOnLeave,
)
from mentoring.contracts.scheduling import AvailabilityState, CheckInsState, SessionState
from mentoring.matching.entrypoints.careers import read_careers
from mentoring.matching.ports import Work
from mentoring.matching.usecases.health import keep_behaviour
from mentoring.matching.usecases.mentors.come_back import thaw
from mentoring.matching.usecases.mentorships.pause_mentorship import pause_for_leave, resume_after_leave
from mentoring.matching.usecases.people import keep_people as keeping
from mentoring.matching.usecases.people.look_again import look_again
from mentoring.matching.usecases.people.restore_person import restore_person
from mentoring.matching.usecases.people.settle_leaver import settle_leaver
from mentoring.messaging import Facts

facts = Facts("matching")
read_careers(facts)
people = facts.projection("matching.people", PersonState)
participants = facts.projection("matching.participants", ParticipantState)
availability = facts.projection("matching.availability", AvailabilityState)
sessions = facts.projection("matching.sessions", SessionState)
check_ins = facts.projection("matching.check-ins", CheckInsState)
people_events = facts.reaction("matching.people-events", PEOPLE, forget_after=timedelta(days=30))


@people.keep
async def keep_people(told: Sequence[PersonState], work: Work) -> None:
    """Who works here, under whom, and since when not."""
    await keeping.keep_people(told, work)


@people.forget
async def forget_people(gone: Sequence[UUID], work: Work) -> None:
    """Erased at the source, erased here."""
    await keeping.forget_people(gone, work)


@participants.keep
async def keep_participants(told: Sequence[ParticipantState], work: Work) -> None:
    """What people offer and want; it may come before the people themselves."""
    await keeping.keep_participants(told, work)


@participants.forget
async def forget_participants(gone: Sequence[UUID], work: Work) -> None:
    """Erased at the source, erased here."""
    await keeping.forget_participants(gone, work)


@availability.keep
async def keep_hours(told: Sequence[AvailabilityState], work: Work) -> None:
    """When people work, in a usual week."""
    await keeping.keep_hours(told, work)


@availability.forget
async def forget_hours(gone: Sequence[UUID], work: Work) -> None:
    """Gone at the source, gone here."""
    await keeping.forget_hours(gone, work)


@sessions.keep
async def keep_sessions(told: Sequence[SessionState], work: Work) -> None:
    """When the pairs meet."""
    await keep_behaviour.keep_sessions(told, work)


@sessions.forget
async def forget_sessions(gone: Sequence[UUID], work: Work) -> None:
    """Gone at the source, gone here."""
    await keep_behaviour.forget_sessions(gone, work)


@check_ins.keep
async def keep_check_ins(told: Sequence[CheckInsState], work: Work) -> None:
    """What the programs ask of the pairs."""
    await keep_behaviour.keep_check_ins(told, work)


@check_ins.forget
async def forget_check_ins(gone: Sequence[UUID], work: Work) -> None:
    """Gone at the source, gone here."""
    await keep_behaviour.forget_check_ins(gone, work)


@people_events(PersonLeft)
async def end_what_binds_a_leaver(left: PersonLeft, work: Work) -> None:
    """Mentorships end, proposals are withdrawn, places are given up."""
    await settle_leaver(left.person, work)


@people_events(PersonRehired)
async def take_back_a_rehired_person(rehired: PersonRehired, work: Work) -> None:
    """Their places are theirs again, and what ended because they left is offered again."""
    await restore_person(rehired.person, work)
    await thaw(rehired.person, "returned", work)


@people_events(PersonWentOnLeave)
async def spare_a_person_on_leave(away: PersonWentOnLeave, work: Work) -> None:
    """Runs pass them over, and their mentorships wait for them."""
    await keeping.keep_status(away.person, "on-leave", work)
    await pause_for_leave(away.person, work)


@people_events(PersonReturned)
async def take_back_a_returned_person(returned: PersonReturned, work: Work) -> None:
    """Runs see them again, and what waited for them goes on."""
    await keeping.keep_status(returned.person, "active", work)
    await resume_after_leave(returned.person, work)
    await thaw(returned.person, "returned", work)


@people_events(PersonMoved)
async def look_again_at_pairs_of_whoever_moved(moved: PersonMoved, work: Work) -> None:
    """The snapshots that tell where they are now may come before or after; each is looked at."""
    reporting = [moved.person] if "manager" in moved.changed else []
    await look_again([moved.person], reporting, work)
