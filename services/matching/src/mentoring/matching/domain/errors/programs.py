"""How matching says no to programs and those who run them."""

from mentoring.kernel import Forbidden, Invalid, Missing, Refused


class NameMissing(Invalid):
    """A program needs a name of at most {most} characters."""

    code = "name-missing"


class ObjectivesMissing(Invalid):
    """A formal program has from one to {most} objectives, each of at most {longest} characters."""

    code = "objectives-missing"


class ManagersMissing(Invalid):
    """A program needs at least one manager, and whoever creates it is not known as a person: name one."""

    code = "managers-missing"


class ManagersUnknown(Invalid):
    """These managers are not known as people who work here: {people}."""

    code = "managers-unknown"


class ProgramUnknown(Missing):
    """There is no program {program}."""

    code = "program-unknown"


class ProgramNotDrafted(Refused):
    """Only a drafted program can be opened; this one is {state}."""

    code = "program-not-drafted"


class ProgramNotOpen(Refused):
    """This program is {state}; it must be open for that."""

    code = "program-not-open"


class ProgramOver(Refused):
    """This program ended on {ends}."""

    code = "program-over"


class NotItsManager(Forbidden):
    """Only the managers of this program and people of HR may do this."""

    code = "not-its-manager"


class ModeNotOffered(Invalid):
    """A program of the kind «{kind}» cannot be run as «{mode}»; possible are {possible}."""

    code = "mode-not-offered"


class KindHasNoGroups(Invalid):
    """Mentorships of the kind «{kind}» are between two people; a group size of {least} to {most} does not fit."""

    code = "kind-has-no-groups"


class ProgramHasNoPlace(Invalid):
    """A program of the kind «{kind}» has no place as {place}; it has {possible}."""

    code = "program-has-no-place"


class LimitOutOfBounds(Invalid):
    """{open_requests} open requests at once are out of bounds; from 1 to {most} are possible."""

    code = "limit-out-of-bounds"


class TopicsOutOfBounds(Invalid):
    """A program has {most} topics at most, each of one to {longest} characters."""

    code = "topics-out-of-bounds"


class NothingRevised(Refused):
    """The program is like this already."""

    code = "nothing-revised"


class TooManyRequests(Refused):
    """{open} of your requests are open, and this program allows {most}; wait for an answer, or take one back."""

    code = "too-many-requests"
