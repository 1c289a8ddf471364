"""How matching says no to mentorships."""

from mentoring.kernel import Invalid, Missing, Refused


class MentorshipUnknown(Missing):
    """There is no mentorship {mentorship}."""

    code = "mentorship-unknown"


class MentorshipOver(Refused):
    """This mentorship is {state} already."""

    code = "mentorship-over"


class MentorshipPaused(Refused):
    """This mentorship is paused already."""

    code = "mentorship-paused"


class MentorshipNotPaused(Refused):
    """This mentorship is not paused."""

    code = "mentorship-not-paused"


class StillOnLeave(Refused):
    """One of the two is on leave; the mentorship goes on when they are back."""

    code = "still-on-leave"


class PauseTooShort(Invalid):
    """A pause until {until} is over before it begins; name a day after today, or none."""

    code = "pause-too-short"


class PauseTooLong(Invalid):
    """A pause until {until} goes beyond the last day of the mentorship, {ends_on}; extend it first or end it."""

    code = "pause-too-long"


class EndTooSoon(Invalid):
    """The mentorship goes on until {ends_on} already; name a later day, after today."""

    code = "end-too-soon"


class EndTooFar(Invalid):
    """No mentorship lasts longer than {most} days; {ends_on} is beyond."""

    code = "end-too-far"


class NotFlagged(Missing):
    """Nothing about the rule «{rule}» awaits an answer here."""

    code = "not-flagged"


class NoRematchOffered(Refused):
    """Nobody else is offered to you here, or you have asked already."""

    code = "no-rematch-offered"


class NoAgreement(Missing):
    """The two have no agreement yet."""

    code = "no-agreement"


class AgreementEmpty(Invalid):
    """An agreement has at least one goal, and none of them is empty."""

    code = "agreement-empty"


class AgreementTooLong(Invalid):
    """An agreement has up to {goals} goals of {goal} characters, and up to {text} characters for each of its texts."""

    code = "agreement-too-long"


class AgreementMovedOn(Refused):
    """The agreement was changed meanwhile; read its revision {revision} and confirm that."""

    code = "agreement-moved-on"


class AlreadyConfirmed(Refused):
    """You have confirmed this agreement already."""

    code = "already-confirmed"


class NothingReflected(Invalid):
    """Write something, or say how satisfied you are."""

    code = "nothing-reflected"


class ReflectionTooLong(Invalid):
    """A reflection has up to {most} characters."""

    code = "reflection-too-long"


class SatisfactionOutOfBounds(Invalid):
    """A satisfaction of {satisfaction} is out of bounds; 1 to {most} are possible."""

    code = "satisfaction-out-of-bounds"


class AlreadyReflected(Refused):
    """You have reflected on this mentorship already."""

    code = "already-reflected"


class MentorshipNotOver(Refused):
    """This mentorship still runs; whoever ended it early or completed it has reflected on it."""

    code = "mentorship-not-over"
