"""How matching says no to proposals."""

from mentoring.kernel import Forbidden, Invalid, Missing, Refused


class ProposalUnknown(Missing):
    """There is no proposal {proposal}."""

    code = "proposal-unknown"


class ProposalClosed(Refused):
    """This proposal is {state} already."""

    code = "proposal-closed"


class ProposalExpired(Refused):
    """This proposal was open until {open_until}."""

    code = "proposal-expired"


class AlreadyAnswered(Refused):
    """You have accepted this proposal already; the other side's answer is awaited."""

    code = "already-answered"


class NotOfThePair(Forbidden):
    """Only the two people of the pair may do this."""

    code = "not-of-the-pair"


class ReasonUnknown(Invalid):
    """«{reason}» is no reason that is understood here; known are {known}."""

    code = "reason-unknown"


class NoRoomLeft(Refused):
    """A place of this pair is full by now: {running} of {capacity} are running; raise its capacity first."""

    code = "no-room-left"
