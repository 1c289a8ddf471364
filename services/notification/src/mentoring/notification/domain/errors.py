"""How notification says no."""

from mentoring.kernel import Forbidden, Missing


class InboxItemUnknown(Missing):
    """There is no inbox item {item}."""

    code = "inbox-item-unknown"


class NotYourInbox(Forbidden):
    """This inbox item is another person's."""

    code = "not-your-inbox"


class NobodyKnown(Forbidden):
    """Only a person who works here has an inbox."""

    code = "nobody-known"
