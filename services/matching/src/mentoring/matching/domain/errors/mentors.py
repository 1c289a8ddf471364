"""How matching says no about mentors."""

from mentoring.kernel import Invalid, Missing


class MentorUnknown(Missing):
    """{person} is no mentor in any program."""

    code = "mentor-unknown"


class PauseOutOfBounds(Invalid):
    """A pause ends in the future, and within {days} days."""

    code = "pause-out-of-bounds"
