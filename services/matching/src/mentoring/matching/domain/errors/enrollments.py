"""How matching says no to places in programs."""

from mentoring.kernel import Broken, Forbidden, Invalid, Missing, Refused


class PersonUnknown(Invalid):
    """Nobody is known as {person}."""

    code = "person-unknown"


class PersonHasLeft(Refused):
    """{person} has left the company."""

    code = "person-has-left"


class ListedTwice(Invalid):
    """{person} stands in this batch twice as {place}; the first usable row counts."""

    code = "listed-twice"


class AlreadyEnrolled(Refused):
    """{person} is enrolled in this program as {place} already."""

    code = "already-enrolled"


class CapacityOutOfBounds(Invalid):
    """A capacity of {capacity} is out of bounds; from 0 to {most} mentorships at once are possible."""

    code = "capacity-out-of-bounds"


class CapacityExceeded(Broken):
    """Enrollment {enrollment} would hold {taken} pairs with places for {capacity}."""

    code = "capacity-exceeded"


class EnrollmentUnknown(Missing):
    """There is no place {enrollment}."""

    code = "enrollment-unknown"


class NotYourPlace(Forbidden):
    """Only the person whose place it is, the managers of the program and people of HR may do this."""

    code = "not-your-place"


class PlaceGivenUp(Refused):
    """This place was given up already."""

    code = "place-given-up"


class NotForYourself(Refused):
    """Nobody joins this program by themselves; its managers enroll people."""

    code = "not-for-yourself"


class PlaceInUse(Refused):
    """Mentorships run in this place ({running}); end them first."""

    code = "place-in-use"
