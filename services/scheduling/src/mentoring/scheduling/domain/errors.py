"""How scheduling says no."""

from mentoring.kernel import Broken, Forbidden, Invalid, Missing, Refused


class UnknownZone(Invalid):
    """«{zone}» is no time zone of the IANA list."""

    code = "unknown-zone"


class HoursEmpty(Invalid):
    """A stretch of hours ends at {ends}, which is not after its start at {starts}."""

    code = "hours-empty"


class HoursOverlap(Invalid):
    """Two stretches of hours on weekday {weekday} overlap."""

    code = "hours-overlap"


class NotWholeMinute(Invalid):
    """A session starts at a whole minute."""

    code = "not-whole-minute"


class WindowEmpty(Invalid):
    """The end of the time to search is not after its start."""

    code = "window-empty"


class CadenceUnreadable(Invalid):
    """«{every}» is no cadence: it needs the form P14D, P2W or P1M, and at least one day."""

    code = "cadence-unreadable"


class MentorshipMissing(Missing):
    """Scheduling knows no mentorship {mentorship}."""

    code = "mentorship-missing"


class SessionMissing(Missing):
    """There is no session {session}."""

    code = "session-missing"


class CheckInMissing(Missing):
    """This mentorship has no check-in number {number}."""

    code = "check-in-missing"


class PersonMissing(Missing):
    """Scheduling knows no person {person}."""

    code = "person-missing"


class NotYourMentorship(Forbidden):
    """Only the two people of a mentorship see and plan its time."""

    code = "not-your-mentorship"


class NotYourAvailability(Forbidden):
    """Only the person themselves sees and states when they can meet."""

    code = "not-your-availability"


class MentorshipOver(Refused):
    """This mentorship has ended; nothing more can be booked in it."""

    code = "mentorship-over"


class MentorshipPaused(Refused):
    """This mentorship is paused; nothing is booked until it goes on."""

    code = "mentorship-paused"


class PersonNotHere(Refused):
    """One of the two no longer works here, so no time can be booked."""

    code = "person-not-here"


class PeopleNotKnown(Refused):
    """One of the two is not yet known to scheduling; try again in a moment."""

    code = "people-not-known"


class StartPast(Refused):
    """A session cannot start in the past."""

    code = "start-past"


class TooSoon(Refused):
    """A session needs at least {minutes} minutes' notice."""

    code = "too-soon"


class TooFarAhead(Refused):
    """A session can be booked at most {days} days ahead."""

    code = "too-far-ahead"


class NotFree(Refused):
    """This time does not suit both of you. {nearest}"""  # noqa: D415 - the second sentence is a fact

    code = "not-free"


class SessionNotBooked(Refused):
    """This session is {state}; only a booked one can be moved or cancelled."""

    code = "session-not-booked"


class SessionBegun(Refused):
    """This session has begun already."""

    code = "session-begun"


class CheckInTaken(Refused):
    """Check-in {number} is {state}; only one without a time can get one."""

    code = "check-in-taken"


class HoldLost(Broken):
    """Session {session} should have got its time, for both people were held, and did not."""

    code = "hold-lost"
