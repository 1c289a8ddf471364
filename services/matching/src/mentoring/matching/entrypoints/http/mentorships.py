"""Mentorships, for the two of each pair and for those who run the program."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from mentoring.contracts.fact import Instant
from mentoring.contracts.matching import MentorshipState
from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.flags import Answer, Rule
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.reflection import Reflection
from mentoring.matching.domain.wording import finding_in_words, rule_in_words
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.mentorships.agree import confirm_agreement, set_agreement
from mentoring.matching.usecases.mentorships.ask_rematch import ask_rematch
from mentoring.matching.usecases.mentorships.complete_mentorship import complete_mentorship, reflect
from mentoring.matching.usecases.mentorships.end_mentorship import end_mentorship
from mentoring.matching.usecases.mentorships.extend_mentorship import extend_mentorship
from mentoring.matching.usecases.mentorships.pause_mentorship import pause_mentorship, resume_mentorship
from mentoring.matching.usecases.mentorships.settle_flag import settle_flag
from mentoring.runtime import Caller, Doors, known, known_or_role

mentorships = Doors(tags=["mentorships"])
HR = "hr_manager"


class Wish(BaseModel):
    """What somebody asks for."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class AgreementWish(Wish):
    """What the two want, and how they work together."""

    goals: list[str]
    frequency: str = ""
    """How often they meet, and how, in their own words."""
    boundaries: str = ""
    """What stays between them, and what they do not talk about."""


class Revision(Wish):
    """Which words are confirmed."""

    revision: int


class PauseWish(Wish):
    """Why, and until when."""

    reason: str
    """workload, absence, other."""
    until: date | None = None
    """The first day on which it goes on; left out: until somebody says so."""


class ExtensionWish(Wish):
    """Until when."""

    ends_on: date


class ReflectionWish(Wish):
    """What one makes of it."""

    reflection: str = ""
    """For the two alone."""
    satisfaction: int | None = None
    """1 to 5; counted over many, never shown singly."""


class EndingWish(ReflectionWish):
    """Why it ends early."""

    reason: str
    """agreed, no-fit, no-time, other."""
    rematch: bool | None = None
    """Whether the mentee is offered somebody else; left out: where the two did not fit, or the mentor has no time."""


class FlagAnswer(Wish):
    """Whether the pair goes on."""

    answer: Answer


class AgreementSet(BaseModel):
    """The new words, which the other one is to confirm."""

    revision: int


class AgreementShown(BaseModel):
    """The words, for the two."""

    goals: list[str]
    frequency: str
    boundaries: str
    revision: int
    confirmed_by: list[UUID]
    set_by: UUID
    set_at: Instant


class ReflectionShown(BaseModel):
    """What one of the two made of it; how satisfied they were is shown to themselves alone."""

    person: UUID
    at: Instant
    words: str
    satisfaction: int | None


class FlagShown(BaseModel):
    """A rule that the pair breaks since it began."""

    rule: Rule
    since: Instant
    says: str
    open: bool


class PhaseShown(BaseModel):
    """A stretch of the program."""

    name: str
    lasts: str
    state: Literal["behind", "now", "ahead"]


class MentorshipShown(MentorshipState):
    """A mentorship as it stands, with what its reader may know beside it."""

    side: Literal["mentor", "mentee", "manager"]
    phases: list[PhaseShown] = Field(default_factory=list)
    health_says: list[str] = Field(default_factory=list)
    """The reasons of its health in words, worst first."""
    flagged: list[FlagShown] = Field(default_factory=list)
    words: AgreementShown | None = None
    """The agreement, for the two alone."""
    reflections: list[ReflectionShown] = Field(default_factory=list)
    """For the two alone."""


@mentorships.view("/mentorships/{mentorship_id}", policy=known_or_role(HR))
async def mentorship(mentorship_id: UUID, caller: Caller, views: Views) -> MentorshipShown:
    """For the two, and for those who run the program; what the two wrote is for them alone."""
    found = await views.mentorship(mentorship_id)
    if caller.person not in found.pair:
        (await views.program(found.program)).must_be_run_by(caller)
        return _shown(found, "manager")
    side: Literal["mentor", "mentee"] = "mentor" if caller.person == found.mentor else "mentee"
    words, reflections = await views.agreement(mentorship_id), await views.reflections(mentorship_id)
    seen = {"words": _words(found, words), "reflections": [_reflection(one, caller.known) for one in reflections]}
    return _shown(found, side).model_copy(update=seen)


@mentorships.command("POST", "/mentorships/{mentorship_id}/agreement", policy=known)
async def agree(mentorship_id: UUID, body: AgreementWish, caller: Caller, work: Work) -> AgreementSet:
    """Set down what the two want; the other one is asked to confirm it."""
    revision = await set_agreement(mentorship_id, caller.known, body.goals, body.frequency, body.boundaries, work)
    return AgreementSet(revision=revision)


@mentorships.command("POST", "/mentorships/{mentorship_id}/agreement/confirmation", policy=known)
async def confirm(mentorship_id: UUID, body: Revision, caller: Caller, work: Work) -> None:
    """Confirm the words of a revision."""
    await confirm_agreement(mentorship_id, caller.known, body.revision, work)


@mentorships.command("POST", "/mentorships/{mentorship_id}/pause", policy=known_or_role(HR))
async def pause(mentorship_id: UUID, body: PauseWish, caller: Caller, work: Work) -> None:
    """Nothing is asked of the two until it goes on."""
    await pause_mentorship(mentorship_id, caller, body.reason, body.until, work)


@mentorships.command("POST", "/mentorships/{mentorship_id}/resumption", policy=known_or_role(HR))
async def resume(mentorship_id: UUID, caller: Caller, work: Work) -> None:
    """It goes on."""
    await resume_mentorship(mentorship_id, caller, work)


@mentorships.command("POST", "/mentorships/{mentorship_id}/extension", policy=known_or_role(HR))
async def extend(mentorship_id: UUID, body: ExtensionWish, caller: Caller, work: Work) -> None:
    """More time."""
    await extend_mentorship(mentorship_id, caller, body.ends_on, work)


@mentorships.command("POST", "/mentorships/{mentorship_id}/completion", policy=known)
async def complete(mentorship_id: UUID, body: ReflectionWish, caller: Caller, work: Work) -> None:
    """Close it, as it was meant to be, with what one makes of it."""
    await complete_mentorship(mentorship_id, caller.known, work)
    await _reflect(mentorship_id, body, caller, work)


@mentorships.command("POST", "/mentorships/{mentorship_id}/reflection", policy=known)
async def look_back(mentorship_id: UUID, body: ReflectionWish, caller: Caller, work: Work) -> None:
    """Look back on a mentorship that is over; each of the two once."""
    await reflect(mentorship_id, caller.known, body.reflection, body.satisfaction, work)


@mentorships.command("POST", "/mentorships/{mentorship_id}/ending", policy=known_or_role(HR))
async def end(mentorship_id: UUID, body: EndingWish, caller: Caller, work: Work) -> None:
    """End it before its time: agreed, no-fit, no-time, other."""
    await end_mentorship(mentorship_id, caller, body.reason, work, rematch=body.rematch)
    await _reflect(mentorship_id, body, caller, work)


@mentorships.command("POST", "/mentorships/{mentorship_id}/rematch", policy=known)
async def ask_for_somebody_else(mentorship_id: UUID, caller: Caller, work: Work) -> None:
    """Ask for somebody else, after an early end that offered it; the next best is proposed within moments."""
    await ask_rematch(mentorship_id, caller.known, work)


@mentorships.command("POST", "/mentorships/{mentorship_id}/flags/{rule}/answer", policy=known_or_role(HR))
async def answer_flag(mentorship_id: UUID, rule: Rule, body: FlagAnswer, caller: Caller, work: Work) -> None:
    """Say whether the pair goes on although it breaks a rule now; the first answer counts."""
    await settle_flag(mentorship_id, caller, rule, body.answer, work)


async def _reflect(mentorship_id: UUID, body: ReflectionWish, caller: Caller, work: Work) -> None:
    if body.reflection.strip() or body.satisfaction is not None:
        await reflect(mentorship_id, caller.known, body.reflection, body.satisfaction, work)


def _shown(found: Mentorship, side: Literal["mentor", "mentee", "manager"]) -> MentorshipShown:
    findings = () if found.verdict is None else found.verdict.findings
    states = ["behind"] * (found.phase - 1) + ["now"] * bool(found.phase) + ["ahead"] * len(found.phases)
    return MentorshipShown.model_validate(
        snapshots.of_mentorship(found).model_dump()
        | {
            "side": side,
            "phases": [
                {"name": phase.name, "lasts": phase.lasts, "state": state}
                for phase, state in zip(found.phases, states, strict=False)
            ],
            "health_says": [finding_in_words(finding) for finding in findings],
            "flagged": [
                {"rule": flag.rule, "since": flag.at, "says": rule_in_words(flag.rule), "open": flag.open}
                for flag in found.flags
            ],
        }
    )


def _words(found: Mentorship, words: Agreement | None) -> AgreementShown | None:
    if words is None or found.agreement is None:
        return None
    return AgreementShown(
        goals=list(words.goals),
        frequency=words.frequency,
        boundaries=words.boundaries,
        revision=found.agreement.revision,
        confirmed_by=sorted(found.agreement.confirmed_by),
        set_by=words.set_by,
        set_at=words.set_at,
    )


def _reflection(one: Reflection, reader: UUID) -> ReflectionShown:
    own = one.satisfaction if one.person == reader else None
    return ReflectionShown(person=one.person, at=one.at, words=one.words, satisfaction=own)
