"""What the portal refuses by itself; what an owner refuses comes as that owner's problem."""

from mentoring.kernel import Forbidden, Missing, Refused


class PageMissing(Missing):
    """There is nothing here, or not yet."""

    code = "page-missing"


class NotYours(Forbidden):
    """This belongs to other people."""

    code = "not-yours"


class FormStale(Refused):
    """This form is from an earlier sign-in. Please send it again."""

    code = "form-stale"


class SignInFailed(Refused):
    """Signing in did not work: {why}. Please try again."""

    code = "sign-in-failed"
