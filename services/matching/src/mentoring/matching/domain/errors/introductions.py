"""How matching says no to introductions."""

from mentoring.kernel import Forbidden, Invalid, Missing, Refused


class IntroductionUnknown(Missing):
    """There is no introduction {introduction}."""

    code = "introduction-unknown"


class IntroductionClosed(Refused):
    """This introduction is {state} already."""

    code = "introduction-closed"


class IntroductionAnswered(Refused):
    """You have said yes already; the other one's answer is awaited."""

    code = "introduction-answered"


class IntroductionNotMade(Refused):
    """This introduction was not made, so nothing came of it yet."""

    code = "introduction-not-made"


class OutcomeTold(Refused):
    """«{outcome}» was told of this introduction already."""

    code = "outcome-told"


class NotIntroduced(Forbidden):
    """Only those who are introduced to each other may do this."""

    code = "not-introduced"


class NotTheIntroducer(Forbidden):
    """Only whoever introduces may do this."""

    code = "not-the-introducer"


class NotOfTheThree(Forbidden):
    """Only the three people of an introduction may see it."""

    code = "not-of-the-three"


class IntroducedToThemselves(Invalid):
    """Introduce the other one to a third person."""

    code = "introduced-to-themselves"


class ThirdPersonUnknown(Invalid):
    """Nobody who works here is known as {person}."""

    code = "third-person-unknown"


class AlreadyIntroduced(Refused):
    """These two are being introduced to each other, or have been."""

    code = "already-introduced"


class IntroductionsTooMany(Refused):
    """{most} introductions of this mentorship await an answer; wait for one of them."""

    code = "introductions-too-many"


class MessageTooLong(Invalid):
    """A message has up to {most} characters."""

    code = "message-too-long"
