"""From the nouns to the contracts: what scheduling announces."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.contracts.scheduling import (
    AvailabilityState,
    CheckIn,
    CheckInsState,
    Hours,
    Meeting,
    SessionBooked,
    SessionCancelled,
    SessionMoved,
    SessionState,
)
from mentoring.scheduling.domain import check_in, session
from mentoring.scheduling.domain.hours import Availability
from mentoring.scheduling.ports import Work


def tell_availability(availability: Availability, work: Work) -> None:
    """When a person can meet, as it stands."""
    hours = [
        Hours(weekday=stretch.weekday, starts=stretch.clock()[0], ends=stretch.clock()[1])
        for stretch in availability.hours
    ]
    state = AvailabilityState(
        person=availability.person, zone=availability.zone, hours=hours, stated=availability.stated
    )
    work.announce(state)


def tell_booked(booked: session.Session, work: Work) -> None:
    """A session got its time."""
    work.announce(
        SessionBooked(
            session=booked.id,
            mentorship=booked.mentorship,
            mentor=booked.mentor,
            mentee=booked.mentee,
            kind=booked.kind,
            meeting=_meeting(booked.meeting),
            sequence=booked.sequence,
            by=booked.booked_by,
        )
    )
    _tell_state(booked, work)


def tell_moved(before: session.Session, after: session.Session, by: UUID, work: Work) -> None:
    """A session has another time."""
    work.announce(
        SessionMoved(
            session=after.id,
            mentorship=after.mentorship,
            mentor=after.mentor,
            mentee=after.mentee,
            before=_meeting(before.meeting),
            after=_meeting(after.meeting),
            sequence=after.sequence,
            by=by,
        )
    )
    _tell_state(after, work)


def tell_cancelled(cancelled: session.Session, by: UUID | None, work: Work) -> None:
    """A session will not take place; ``by`` is None where the suite gave it up."""
    work.announce(
        SessionCancelled(
            session=cancelled.id,
            mentorship=cancelled.mentorship,
            mentor=cancelled.mentor,
            mentee=cancelled.mentee,
            meeting=_meeting(cancelled.meeting),
            sequence=cancelled.sequence,
            by=by,
            reason=cancelled.reason or "other",
        )
    )
    _tell_state(cancelled, work)


def tell_check_ins(mentorship: UUID, check_ins: Sequence[check_in.CheckIn], work: Work) -> None:
    """All check-ins of a mentorship, as they stand."""
    told = [
        CheckIn(number=each.number, due_on=each.due_on, state=each.state, session=each.session) for each in check_ins
    ]
    work.announce(CheckInsState(mentorship=mentorship, check_ins=told))


def _tell_state(told: session.Session, work: Work) -> None:
    work.announce(
        SessionState(
            session=told.id,
            mentorship=told.mentorship,
            mentor=told.mentor,
            mentee=told.mentee,
            kind=told.kind,
            state=told.state,
            meeting=_meeting(told.meeting),
            sequence=told.sequence,
            booked_by=told.booked_by,
            reason=told.reason,
        )
    )


def _meeting(meeting: session.Meeting) -> Meeting:
    return Meeting(starts=meeting.starts, ends=meeting.ends, zone=meeting.zone)
