"""How matching says no to the terms of a program."""

from mentoring.kernel import Invalid


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


class StageGapOutOfBounds(Invalid):
    """A stage gap of {bound} is out of bounds; there are {most} stages between the first and the last."""

    code = "stage-gap-out-of-bounds"


class StageGapBackwards(Invalid):
    """No gap is at least {least} and at most {most} stages; make the first the smaller one."""

    code = "stage-gap-backwards"


class OverlapOutOfBounds(Invalid):
    """{minutes} common working minutes in a week are out of bounds; from 0 to {most} can be asked for."""

    code = "overlap-out-of-bounds"


class CriterionUnknown(Invalid):
    """«{criterion}» is no criterion that is understood here; known are {known}."""

    code = "criterion-unknown"


class PhaseUnreadable(Invalid):
    """«{phase}» is no name of a phase; it needs from one to {most} characters."""

    code = "phase-unreadable"


class PhasesTooMany(Invalid):
    """A program has {most} phases at most; these are {phases}."""

    code = "phases-too-many"


class GroupSizeOutOfBounds(Invalid):
    """A group of {least} to {most} is out of bounds; from {fewest} to {largest} people can be in one."""

    code = "group-size-out-of-bounds"


class RulesContradict(Invalid):
    """No pair could ever meet both: {one}, and {other}."""

    code = "rules-contradict"
