"""How the parts say that they cannot go on."""


class PartFailed(Exception):  # noqa: N818 - the sentence that is shown; no stack trace is meant
    """A part of the run cannot do its work; the message says why and how to mend it."""


class PortLost(PartFailed):
    """A port was free when it was chosen, and another program took it before its server could; choose again."""
