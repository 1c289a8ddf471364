"""How matching says no to match runs."""

from mentoring.kernel import Broken, Missing, Refused


class RunUnknown(Missing):
    """There is no match run {run}."""

    code = "run-unknown"


class RunUnderWay(Refused):
    """Match run {run} of this program is still at work."""

    code = "run-under-way"


class RunNotDrafted(Refused):
    """Only a drafted match run can be published; this one is {state}."""

    code = "run-not-drafted"


class NobodyToMatch(Refused):
    """A match run needs people to bring together; enrolled are {enrolled}."""

    code = "nobody-to-match"


class TooManyPairs(Refused):
    """More than {most} pairs come into question; match in parts, or with narrower rules."""

    code = "too-many-pairs"


class AuditFailed(Broken):
    """The draft does not stand up to its audit: {finding}."""

    code = "audit-failed"
