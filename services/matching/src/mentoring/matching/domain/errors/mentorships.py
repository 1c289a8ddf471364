"""How matching says no to mentorships."""

from mentoring.kernel import Missing, Refused


class MentorshipUnknown(Missing):
    """There is no mentorship {mentorship}."""

    code = "mentorship-unknown"


class MentorshipOver(Refused):
    """This mentorship is {state} already."""

    code = "mentorship-over"
