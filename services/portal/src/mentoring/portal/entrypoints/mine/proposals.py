"""A match: «Why this person?»."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.errors import NotYours, PageMissing
from mentoring.portal.domain.participant import Participant
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

proposals = Pages()
REFUSALS: Final = ("no-time", "no-fit", "conflict", "other")


@dataclass(frozen=True, slots=True)
class Explained:
    """The owner's explanation, from the reader's side."""

    because: dict[str, Any]
    skills: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    message: str | None = None
    """What whoever asked wrote."""
    changes: Sequence[str] = ()
    """What would change it, in words."""


@proposals.show("/proposals/{proposal_id}", policy=known)
async def look(visit: Visit, proposal_id: UUID) -> Response:
    """The points and what stands behind them; the next act is the answer."""
    return await _shown(visit, proposal_id)


@proposals.act("/proposals/{proposal_id}/acceptance", policy=known)
async def accept(visit: Visit, proposal_id: UUID) -> Response:
    """Yes."""
    try:
        answer = await visit.owners.send("matching", f"/proposals/{proposal_id}/acceptance", {}, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, proposal_id, problem)
    return visit.done(f"/proposals/{proposal_id}", answer.changed, "accepted")


@proposals.act("/proposals/{proposal_id}/refusal", policy=known)
async def decline(visit: Visit, proposal_id: UUID) -> Response:
    """No, with a reason; with a day also «and not before then», which takes back what else is open."""
    until = visit.words.begins(visit.form.text("unavailable_until"))
    body = {"reason": visit.form.text("reason", "other")}
    if until is not None:
        body["unavailable_until"] = visit.words.iso(until)
    try:
        answer = await visit.owners.send("matching", f"/proposals/{proposal_id}/refusal", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, proposal_id, problem)
    return visit.done(f"/proposals/{proposal_id}", answer.changed, "declined" if until is None else "paused")


@proposals.act("/proposals/{proposal_id}/withdrawal", policy=known)
async def take_back(visit: Visit, proposal_id: UUID) -> Response:
    """What the reader has asked for is asked no more."""
    try:
        answer = await visit.owners.send(
            "matching", f"/proposals/{proposal_id}/withdrawal", {"reason": "changed"}, key=visit.key
        )
    except Refusing as problem:
        return await _shown(visit, proposal_id, problem)
    return visit.done(f"/proposals/{proposal_id}", answer.changed, "withdrawn")


async def _shown(visit: Visit, proposal_id: UUID, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        offer = await views.offer(proposal_id)
        if offer is None:
            raise PageMissing
        if not offer.concerns(visit.person):
            raise NotYours
        other = offer.other(visit.person)
        their = await views.participant(other.id)
    [offer] = visit.settled([offer])
    return visit.page(
        "mine/proposal.html",
        problem=problem,
        offer=offer,
        other=other,
        their=their or Participant(),
        tongues=[visit.words.tongue(code) for code in their.languages] if their else [],
        explained=await _explained(visit, proposal_id),
        refusals=choices(visit, "refusal", REFUSALS),
    )


async def _explained(visit: Visit, proposal_id: UUID) -> Explained | None:
    """Asked of the owner with the reader's token; the page does without where it is away."""
    try:
        body = (await visit.owners.ask("matching", f"/proposals/{proposal_id}")).body
        said = body["explanation"]
    except (Refusing, KeyError, TypeError):
        return None
    because = {reason["code"]: reason for reason in said.get("reasons", [])}
    return Explained(
        because, said.get("skills", []), said.get("rules", []), body.get("message"), said.get("changes", ())
    )
