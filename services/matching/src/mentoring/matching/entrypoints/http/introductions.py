"""Introductions, for the three people of each."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from mentoring.contracts.matching import IntroductionState
from mentoring.matching.domain.errors.introductions import NotOfTheThree
from mentoring.matching.domain.introduction import Introduction, Outcome
from mentoring.matching.entrypoints.http.paging import after_id, paged
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.introductions import answer_introduction
from mentoring.matching.usecases.introductions.introduce import introduce
from mentoring.runtime import Caller, Doors, Page, Paged, known

introductions = Doors(tags=["introductions"])


class IntroductionWish(BaseModel):
    """To whom, and what to tell the two."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    to: UUID
    message: str = ""
    """For the three alone."""


class IntroductionBegun(BaseModel):
    """The new introduction."""

    introduction: UUID


class IntroductionRefusal(BaseModel):
    """Why not."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    reason: str
    """no-time, no-fit, other."""


class OutcomeTold(BaseModel):
    """What became of it."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome


class IntroductionShown(IntroductionState):
    """An introduction as it stands, from the reader's side."""

    side: Literal["introducer", "introduced", "third"]
    message: str = ""


@introductions.command("POST", "/mentorships/{mentorship_id}/introductions", policy=known, created=True)
async def ask(mentorship_id: UUID, body: IntroductionWish, caller: Caller, work: Work) -> IntroductionBegun:
    """Introduce the other one to a third person; both are asked first."""
    begun = await introduce(mentorship_id, caller.known, body.to, body.message, work)
    return IntroductionBegun(introduction=begun)


@introductions.view("/mentorships/{mentorship_id}/introductions", policy=known)
async def of_mentorship(mentorship_id: UUID, caller: Caller, views: Views) -> list[IntroductionState]:
    """All of a mentorship, for its two."""
    (await views.mentorship(mentorship_id)).must_be_of(caller.person)
    return [snapshots.of_introduction(one) for one in await views.introductions_of_mentorship(mentorship_id)]


@introductions.view("/introductions", policy=known)
async def listed(caller: Caller, views: Views, page: Paged) -> Page[IntroductionState]:
    """The caller's own, newest first."""
    found = await views.introductions(caller.known, after=after_id(page), most=page.limit + 1)
    return paged(page, found, by=lambda one: str(one.id), show=snapshots.of_introduction)


@introductions.view("/introductions/{introduction_id}", policy=known)
async def introduction(introduction_id: UUID, caller: Caller, views: Views) -> IntroductionShown:
    """One, for the three alone."""
    found = await views.introduction(introduction_id)
    told = snapshots.of_introduction(found).model_dump()
    message = await views.introduction_message(introduction_id)
    return IntroductionShown.model_validate(told | {"side": _side(found, caller.known), "message": message})


@introductions.command("POST", "/introductions/{introduction_id}/agreement", policy=known)
async def agree(introduction_id: UUID, caller: Caller, work: Work) -> None:
    """Say yes; it is made with the second yes."""
    await answer_introduction.agree_to_introduction(introduction_id, caller.known, work)


@introductions.command("POST", "/introductions/{introduction_id}/refusal", policy=known)
async def refuse(introduction_id: UUID, body: IntroductionRefusal, caller: Caller, work: Work) -> None:
    """Say no: no-time, no-fit, other."""
    await answer_introduction.decline_introduction(introduction_id, caller.known, body.reason, work)


@introductions.command("POST", "/introductions/{introduction_id}/withdrawal", policy=known)
async def withdraw(introduction_id: UUID, caller: Caller, work: Work) -> None:
    """Take it back while it is open; for whoever introduces."""
    await answer_introduction.withdraw_introduction(introduction_id, caller.known, work)


@introductions.command("POST", "/introductions/{introduction_id}/outcome", policy=known)
async def tell(introduction_id: UUID, body: OutcomeTold, caller: Caller, work: Work) -> None:
    """Tell what became of it: met, helped, nothing-came; for the introduced person."""
    await answer_introduction.tell_outcome(introduction_id, caller.known, body.outcome, work)


def _side(found: Introduction, reader: UUID) -> Literal["introducer", "introduced", "third"]:
    if reader == found.by:
        return "introducer"
    if reader == found.introduced:
        return "introduced"
    if reader == found.to:
        return "third"
    raise NotOfTheThree
