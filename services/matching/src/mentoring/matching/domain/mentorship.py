"""An agreed relationship."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.agreement import Standing
from mentoring.matching.domain.errors.mentorships import (
    EndTooFar,
    EndTooSoon,
    MentorshipNotPaused,
    MentorshipOver,
    MentorshipPaused,
    NoRematchOffered,
    NotFlagged,
    PauseTooLong,
    PauseTooShort,
)
from mentoring.matching.domain.errors.proposals import NotOfThePair, ReasonUnknown
from mentoring.matching.domain.flags import Flag, Rule
from mentoring.matching.domain.health import Verdict
from mentoring.matching.domain.terms import Cadence, Phase

MentorshipId = UUID
State = Literal["active", "paused", "completed", "ended"]

ENDINGS: Final = ("agreed", "no-fit", "no-time", "other")
"""Why people end one; «left» is told by the company's facts alone, «moved» answers a flag."""
TOLD_BY_FACTS: Final = ("left", "moved")
PAUSES: Final = ("workload", "absence", "other")
"""Why people pause one."""
LEAVE: Final = "on-leave"
"""Why the company's facts pause one."""
LONGEST: Final = 5 * 366
"""Days from the first to the last of a mentorship, extensions included."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing is asked of the pair; ``until``: the first day on which it goes on, None: until somebody says so."""

    since: datetime
    because: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mentorship:
    """Two people who agreed; ``ends_on`` is the last day that the program gives them.

    ``cadence`` is None where they meet as they like. ``phase`` counts from 1; 0 where the program has none.
    ``rematch_for``: who is offered somebody else and has not asked yet. ``resumed_at``: when the last pause
    ended; what was left undone before does not count against them.
    """

    id: MentorshipId
    program: UUID
    proposal: UUID
    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    started_at: datetime
    ends_on: date
    cadence: Cadence | None
    state: State = "active"
    ended_at: datetime | None = None
    reason: str | None = None
    peers: bool = False
    group: UUID | None = None
    phases: tuple[Phase, ...] = ()
    phase: int = 0
    pause: Pause | None = None
    resumed_at: datetime | None = None
    flags: tuple[Flag, ...] = ()
    rematch_for: frozenset[UUID] = frozenset()
    agreement: Standing | None = None
    verdict: Verdict | None = None

    @property
    def pair(self) -> tuple[UUID, UUID]:
        """The mentor, the mentee."""
        return (self.mentor, self.mentee)

    @property
    def running(self) -> bool:
        """Whether it has an end before it."""
        return self.state in {"active", "paused"}

    def must_be_of(self, person: UUID | None) -> None:
        """Whether the person is one of the two."""
        if person not in self.pair:
            raise NotOfThePair

    def other(self, person: UUID) -> UUID:
        """The one beside this person."""
        return self.mentee if person == self.mentor else self.mentor

    @property
    def rematchable(self) -> frozenset[UUID]:
        """Who can be given somebody else at once: the mentee of a pair.

        A mentor's place is free again, and whoever looks for one finds it; peers and groups have rounds of their own.
        """
        return frozenset() if self.peers or self.group is not None else frozenset({self.mentee})

    def enrollment_of(self, person: UUID) -> UUID:
        """The place that the person has it in."""
        return self.mentor_enrollment if person == self.mentor else self.mentee_enrollment

    def must_run(self) -> None:
        """What is over stays as it was."""
        if not self.running:
            raise MentorshipOver(state=self.state)

    @property
    def phase_name(self) -> str | None:
        """The stretch that it is in."""
        return self.phases[self.phase - 1].name if self.phase else None

    @property
    def next_phase_on(self) -> date | None:
        """The first day of the next stretch; pauses do not move it, as they do not move the end."""
        if self.phase >= len(self.phases) or not self.running:
            return None
        return self.started_at.date() + timedelta(days=sum(phase.days for phase in self.phases[: self.phase]))

    def progressed(self, today: date) -> Self:
        """In the stretch that the day belongs to."""
        after = self
        while after.next_phase_on is not None and after.next_phase_on <= today:
            after = replace(after, phase=after.phase + 1)
        return after

    def paused(self, reason: str, at: datetime, until: date | None = None) -> Self:
        """Nothing is asked of the two until it goes on."""
        if reason not in {*PAUSES, LEAVE}:
            raise ReasonUnknown(reason=reason, known=", ".join(PAUSES), where="body.reason")
        self.must_run()
        if self.state == "paused":
            raise MentorshipPaused
        if until is not None and until <= at.date():
            raise PauseTooShort(until=until, where="body.until")
        if until is not None and until > self.ends_on:
            raise PauseTooLong(until=until, ends_on=self.ends_on, where="body.until")
        return replace(self, state="paused", pause=Pause(at, reason, until))

    def on_leave(self, at: datetime) -> Self:
        """One of the two is away: it waits for them, also where it was paused for another reason."""
        since = at if self.pause is None else self.pause.since
        return replace(self, state="paused", pause=Pause(since, LEAVE)) if self.running else self

    def resumed(self, at: datetime) -> Self:
        """It goes on."""
        self.must_run()
        if self.pause is None:
            raise MentorshipNotPaused
        return replace(self, state="active", pause=None, resumed_at=at)

    def extended(self, ends_on: date, at: datetime) -> Self:
        """It goes on beyond the day on which it was to end."""
        self.must_run()
        if ends_on <= max(self.ends_on, at.date()):
            raise EndTooSoon(ends_on=self.ends_on, where="body.ends_on")
        if (ends_on - self.started_at.date()).days > LONGEST:
            raise EndTooFar(ends_on=ends_on, most=LONGEST, where="body.ends_on")
        return replace(self, ends_on=ends_on)

    def completed(self, at: datetime) -> Self:
        """It came to its end as it was meant to."""
        self.must_run()
        return replace(self, state="completed", ended_at=at, pause=None, flags=())

    def end(self, reason: str, at: datetime, rematch_for: frozenset[UUID] = frozenset()) -> Self:
        """It stops before its time."""
        if reason not in {*ENDINGS, *TOLD_BY_FACTS}:
            raise ReasonUnknown(reason=reason, known=", ".join(ENDINGS), where="body.reason")
        self.must_run()
        return replace(self, state="ended", ended_at=at, reason=reason, pause=None, flags=(), rematch_for=rematch_for)

    def flagged(self, rule: Rule, at: datetime) -> Self:
        """It broke a rule since it began: somebody is to say whether it goes on."""
        return replace(self, flags=(*self.flags, Flag(rule, at)))

    def kept(self, rule: Rule) -> Self:
        """It goes on although it breaks the rule."""
        self.must_run()
        if not any(flag.rule == rule and flag.open for flag in self.flags):
            raise NotFlagged(rule=rule)
        return replace(self, flags=tuple(flag.kept() if flag.rule == rule else flag for flag in self.flags))

    def mended(self, rule: Rule) -> Self:
        """The rule is kept again."""
        return replace(self, flags=tuple(flag for flag in self.flags if flag.rule != rule))

    def asked_rematch(self, by: UUID) -> Self:
        """Whoever was offered somebody else asks, once."""
        if by not in self.rematch_for:
            raise NoRematchOffered
        return replace(self, rematch_for=self.rematch_for - {by})

    def agreeing(self, standing: Standing) -> Self:
        """How far the two are with their agreement."""
        self.must_run()
        return replace(self, agreement=standing)

    def judged(self, verdict: Verdict) -> Self:
        """How it is doing now."""
        return replace(self, verdict=verdict)
