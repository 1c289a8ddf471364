"""What operators are told when an act on a dead letter cannot be done."""

from mentoring.kernel import Invalid, Missing, Refused


class NoSuchLetter(Missing):
    """There is no dead letter {id}."""

    code = "no-such-dead-letter"


class LetterClosed(Refused):
    """This dead letter was already {state}."""

    code = "dead-letter-closed"


class NoSuchConsumer(Missing):
    """{service} has no consumer {consumer}."""

    code = "no-such-consumer"


class NothingWaits(Missing):
    """Nothing of {consumer} waits under the key {key}."""

    code = "nothing-waits"


class ReasonMissing(Invalid):
    """Say why the message shall have no effect."""

    code = "reason-missing"


class NotHandled(Refused):
    """{consumer} has no function for {type} any more; discard the letter, or bring the function back."""

    code = "not-handled"
