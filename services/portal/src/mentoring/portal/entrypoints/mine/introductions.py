"""An introduction: «Would I like to meet them?»."""

from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.errors import NotYours, PageMissing
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import VOCABULARY
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

introductions = Pages()
REFUSALS: Final = ("no-time", "no-fit", "other")


@introductions.show("/introductions/{introduction_id}", policy=known)
async def look(visit: Visit, introduction_id: UUID) -> Response:
    """Who would meet whom, and the words that it was asked with."""
    return await _shown(visit, introduction_id)


@introductions.act("/introductions/{introduction_id}/agreement", policy=known)
async def agree(visit: Visit, introduction_id: UUID) -> Response:
    """Yes."""
    return await _done(visit, introduction_id, "agreement", {}, "accepted")


@introductions.act("/introductions/{introduction_id}/refusal", policy=known)
async def refuse(visit: Visit, introduction_id: UUID) -> Response:
    """No."""
    body = {"reason": visit.form.text("reason", "other")}
    return await _done(visit, introduction_id, "refusal", body, "declined")


@introductions.act("/introductions/{introduction_id}/withdrawal", policy=known)
async def take_back(visit: Visit, introduction_id: UUID) -> Response:
    """Whoever introduces takes it back."""
    return await _done(visit, introduction_id, "withdrawal", {}, "saved")


@introductions.act("/introductions/{introduction_id}/outcome", policy=known)
async def tell(visit: Visit, introduction_id: UUID) -> Response:
    """What became of it."""
    body = {"outcome": visit.form.text("outcome", "met")}
    return await _done(visit, introduction_id, "outcome", body, "saved")


async def _done(visit: Visit, introduction_id: UUID, act: str, body: Any, notice: str) -> Response:
    try:
        answer = await visit.owners.send("matching", f"/introductions/{introduction_id}/{act}", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, introduction_id, problem)
    return visit.done(f"/introductions/{introduction_id}", answer.changed, notice)


async def _shown(visit: Visit, introduction_id: UUID, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        found = await views.introduction(introduction_id)
        if found is None:
            raise PageMissing
        if not found.concerns(visit.person):
            raise NotYours
        their = await views.participant(found.whom(visit.person).id)
    [found] = visit.settled([found])
    return visit.page(
        "mine/introduction.html",
        problem=problem,
        one=found,
        their=their,
        message=await _message(visit, introduction_id),
        refusals=choices(visit, "refusal", REFUSALS),
        outcomes=choices(visit, "introduction-outcome", VOCABULARY["introduction-outcome"]),
    )


async def _message(visit: Visit, introduction_id: UUID) -> str:
    try:
        said = (await visit.owners.ask("matching", f"/introductions/{introduction_id}")).body
        return str(said["message"])
    except (Refusing, KeyError, TypeError):
        return ""
