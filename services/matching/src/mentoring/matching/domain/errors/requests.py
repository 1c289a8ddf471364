"""How matching says no to somebody who asks somebody, and to bookmarks."""

from mentoring.kernel import Invalid, Missing, Refused


class NobodyAskedHere(Refused):
    """People of this program are brought together by those who run it; ask its managers."""

    code = "nobody-asked-here"


class WhomToAsk(Invalid):
    """In this program one asks {possible}; name exactly one person."""

    code = "whom-to-ask"


class MessageMissing(Invalid):
    """Say in a few words why you ask: from 1 to {most} characters."""

    code = "message-missing"


class AskedYourself(Invalid):
    """You cannot ask yourself; name somebody else."""

    code = "asked-yourself"


class AskerHasNoPlace(Refused):
    """You have no place as {place} in this program; take one first."""

    code = "asker-has-no-place"


class AskerIsAway(Refused):
    """You take part in nothing just now ({why}); end that first."""

    code = "asker-is-away"


class AskerIsFull(Refused):
    """Your place is taken ({taken} of {capacity}); answer what is open, or raise your capacity."""

    code = "asker-is-full"


class AskedHasNoPlace(Refused):
    """{person} has no place as {place} in this program; choose somebody from its search."""

    code = "asked-has-no-place"


class AskedIsAway(Refused):
    """{person} takes no requests just now ({why}); bookmark them for later, or choose somebody else."""

    code = "asked-is-away"


class AskedIsFull(Refused):
    """{person} has no free place: {taken} of {capacity} are running or asked for; bookmark them, or choose another."""

    code = "asked-is-full"


class AskedAlready(Refused):
    """A proposal between you and {person} is open already; answer it, or wait for the answer."""

    code = "asked-already"


class NotAskedAgain(Refused):
    """You and {person} were {before} and are not proposed again; choose somebody else."""

    code = "not-asked-again"


class RuleForbids(Refused):
    """The rules of this program forbid this pair: {rules}; choose somebody from its search."""

    code = "rule-forbids"


class BookmarkedYourself(Invalid):
    """You cannot bookmark yourself."""

    code = "bookmarked-yourself"


class TooManyBookmarks(Refused):
    """You have {most} bookmarks; remove one first."""

    code = "too-many-bookmarks"


class BookmarkUnknown(Missing):
    """{person} is not among your bookmarks."""

    code = "bookmark-unknown"
