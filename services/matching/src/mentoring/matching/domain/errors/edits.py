"""How matching says no to edits of a draft."""

from mentoring.kernel import Busy, Invalid, Refused


class RunNotEditable(Refused):
    """Drafts for the highest total of pairs can be edited; this one is «{mode}», of the kind «{kind}».

    Another way is to exclude or to require pairs, and to run again.
    """

    code = "run-not-editable"


class WhyMissing(Invalid):
    """Say why, in at most {most} characters."""

    code = "why-missing"


class InsteadMisplaced(Invalid):
    """A swap names the other mentee as `instead`; other edits do not."""

    code = "instead-misplaced"


class EditPointless(Refused):
    """{mentor} and {mentee} are {state} already."""

    code = "edit-pointless"


class SwapImpossible(Refused):
    """{mentee} and {instead} cannot swap their mentors: they have the same, or what they have is pinned."""

    code = "swap-impossible"


class EditorWarming(Busy):
    """The draft is being taken up for editing; ask again in {seconds} s."""

    code = "editor-warming"


class EditorBusy(Busy):
    """Too many drafts are being edited, or this one is; ask again in {seconds} s."""

    code = "editor-busy"


class RunNotRefreshable(Refused):
    """Drafts for the highest total of pairs can be brought up to date; this one is «{mode}», of the kind «{kind}».

    Start a new run instead.
    """

    code = "run-not-refreshable"


class NothingChanged(Refused):
    """The draft is up to date: nobody came, went or changed since it was made."""

    code = "nothing-changed"
