"""How matching says no."""

from mentoring.kernel import Broken, Forbidden, Invalid, Missing, Refused


class TimelineBackwards(Invalid):
    """A program ends after it starts; {starts} to {ends} does not."""

    code = "timeline-backwards"


class TimelineTooLong(Invalid):
    """A program lasts {most} days at most; {starts} to {ends} is {days}."""

    code = "timeline-too-long"


class TimelineOver(Invalid):
    """The program would have ended on {ends} already."""

    code = "timeline-over"


class SpanUnreadable(Invalid):
    """«{span}» is no span of time that is understood here; write one like {example}."""

    code = "span-unreadable"


class CadenceOutOfBounds(Invalid):
    """A check-in every {every} is out of bounds; from {least} to {most} days are possible."""

    code = "cadence-out-of-bounds"


class CadenceTooRare(Invalid):
    """A check-in every {every} would never fall due in a program of {days} days."""

    code = "cadence-too-rare"


class MinutesOutOfBounds(Invalid):
    """A check-in of {minutes} minutes is out of bounds; from {least} to {most} are possible."""

    code = "minutes-out-of-bounds"


class AnswerTimeOutOfBounds(Invalid):
    """An answer within {answer_within} is out of bounds; from one hour to {most} days are possible."""

    code = "answer-time-out-of-bounds"


class WeightOutOfBounds(Invalid):
    """The weight of {criterion} is {weight}; weights go from 0 to 100."""

    code = "weight-out-of-bounds"


class WeightsAllZero(Invalid):
    """All weights are zero, so no pair would be better than another; give at least one criterion a weight."""

    code = "weights-all-zero"


class NameMissing(Invalid):
    """A program needs a name of at most {most} characters."""

    code = "name-missing"


class ObjectivesMissing(Invalid):
    """A formal program has from one to {most} objectives, each of at most {longest} characters."""

    code = "objectives-missing"


class KindNotOffered(Invalid):
    """Programs of the kind «{kind}» cannot be run yet; formal ones can."""

    code = "kind-not-offered"


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


class PersonUnknown(Invalid):
    """Nobody is known as {person}."""

    code = "person-unknown"


class PersonHasLeft(Refused):
    """{person} has left the company."""

    code = "person-has-left"


class ListedTwice(Invalid):
    """{person} stands in this batch twice as {place}; the first usable row counts."""

    code = "listed-twice"


class AlreadyEnrolled(Refused):
    """{person} is enrolled in this program as {place} already."""

    code = "already-enrolled"


class CapacityOutOfBounds(Invalid):
    """A capacity of {capacity} is out of bounds; from 0 to {most} mentorships at once are possible."""

    code = "capacity-out-of-bounds"


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
    """A match run needs both sides; enrolled are {mentors} as mentor and {mentees} as mentee."""

    code = "nobody-to-match"


class ProposalUnknown(Missing):
    """There is no proposal {proposal}."""

    code = "proposal-unknown"


class ProposalClosed(Refused):
    """This proposal is {state} already."""

    code = "proposal-closed"


class ProposalExpired(Refused):
    """This proposal was open until {open_until}."""

    code = "proposal-expired"


class AlreadyAnswered(Refused):
    """You have accepted this proposal already; the other side's answer is awaited."""

    code = "already-answered"


class NotOfThePair(Forbidden):
    """Only the two people of the pair may do this."""

    code = "not-of-the-pair"


class MentorshipUnknown(Missing):
    """There is no mentorship {mentorship}."""

    code = "mentorship-unknown"


class MentorshipOver(Refused):
    """This mentorship is {state} already."""

    code = "mentorship-over"


class ReasonUnknown(Invalid):
    """«{reason}» is no reason that is understood here; known are {known}."""

    code = "reason-unknown"


class CapacityExceeded(Broken):
    """Enrollment {enrollment} would hold {taken} pairs with places for {capacity}."""

    code = "capacity-exceeded"


class TooManyPairs(Refused):
    """More than {most} pairs come into question; match in parts, or with narrower rules."""

    code = "too-many-pairs"


class AuditFailed(Broken):
    """The draft does not stand up to its audit: {finding}."""

    code = "audit-failed"
