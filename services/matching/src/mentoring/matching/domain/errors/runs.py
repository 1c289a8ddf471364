"""How matching says no to match runs."""

from mentoring.kernel import Broken, Invalid, Missing, Refused


class RunUnknown(Missing):
    """There is no match run {run}."""

    code = "run-unknown"


class RunUnderWay(Refused):
    """Match run {run} of this program is still at work."""

    code = "run-under-way"


class RunNotDrafted(Refused):
    """Only a drafted match run can be edited or published; this one is {state}."""

    code = "run-not-drafted"


class RunBeingPublished(Refused):
    """This match run is being published; {proposals} of its pairs are proposals already."""

    code = "run-being-published"


class RunNotCancellable(Refused):
    """Only a match run that is started or drafted can be called off; this one is {state}."""

    code = "run-not-cancellable"


class FairnessMisplaced(Invalid):
    """Caps by group belong to fair runs; this one is «{mode}»."""

    code = "fairness-misplaced"


class CapOutOfBounds(Invalid):
    """A cap of {cap} pairs for a group would leave it without any; 1 is the least."""

    code = "cap-out-of-bounds"


class ModeMisplaced(Invalid):
    """A run of this program, of the kind «{kind}», cannot be «{mode}»; possible are {possible}."""

    code = "mode-misplaced"


class ClaimLost(Refused):
    """Match run {run} is no longer this worker's."""

    code = "claim-lost"


class PairNotDrafted(Missing):
    """The draft does not bring {mentor} and {mentee} together."""

    code = "pair-not-drafted"


class PairOfOne(Invalid):
    """{person} cannot be paired with themselves."""

    code = "pair-of-one"


class PairsTooMany(Invalid):
    """{pairs} pairs are too many; a program keeps up to {most} of a kind."""

    code = "pairs-too-many"


class PairContradicted(Invalid):
    """{mentor} and {mentee} cannot be both excluded and required."""

    code = "pair-contradicted"


class NobodyToMatch(Refused):
    """A match run needs people to bring together; enrolled are {enrolled}."""

    code = "nobody-to-match"


class RulesAdmitNobody(Refused):
    """The rules admit none of the {pairs} pairs. To blame is {rules}: without it {admitted} of them could be."""

    code = "rules-admit-nobody"


class PinImpossible(Refused):
    """The required pair of mentor {mentor} and mentee {mentee} cannot be kept: {why}."""

    code = "pin-impossible"


class TooManyPeers(Refused):
    """{people} people are too many to be paired among themselves; the most are {most}."""

    code = "too-many-peers"


class AuditFailed(Broken):
    """The draft does not stand up to its audit: {finding}."""

    code = "audit-failed"


class InputsIncomplete(Refused):
    """Run {run} can no longer be made again: of what it was made of, something was forgotten with its people."""

    code = "inputs-incomplete"


class EngineChanged(Refused):
    """Run {run} was made by version {then} of rules and solver; this program has version {now}."""

    code = "engine-changed"


class RunRefreshed(Refused):
    """Run {run} was brought up to date after it was solved: of drafts that are equally good it may have another.

    Its certificate proves what it has.
    """

    code = "run-refreshed"


class NotReproduced(Broken):
    """Run {run} came out differently: {found} points in {pairs} pairs instead of {told}, and {other} other pairs."""

    code = "not-reproduced"
