"""What the two can do with their mentorship: agree, pause, extend, close, end, answer what is asked."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.entrypoints.mine.mentorships import shown
from mentoring.portal.entrypoints.web.forms import Form
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Fault, Refusing
from mentoring.runtime import known

lifecycle = Pages()
Body = Callable[[Form], dict[str, Any]]


def _agreement(form: Form) -> dict[str, Any]:
    return {
        "goals": form.lines("goals"),
        "frequency": form.text("frequency"),
        "boundaries": form.text("boundaries"),
    }


def _pause(form: Form) -> dict[str, Any]:
    until = form.text("until")
    return {"reason": form.text("reason", "other")} | ({"until": until} if until else {})


def _reflection(form: Form) -> dict[str, Any]:
    satisfaction = form.number("satisfaction")
    body: dict[str, Any] = {"reflection": form.text("reflection")}
    return body | ({} if satisfaction is None else {"satisfaction": satisfaction})


def _ending(form: Form) -> dict[str, Any]:
    body = {"reason": form.text("reason", "other"), **_reflection(form)}
    return body | ({"rematch": form.text("rematch") == "yes"} if form.text("rematch") else {})


ACTS: Final[dict[str, tuple[Body, str]]] = {
    "agreement": (_agreement, "agreement-set"),
    "agreement/confirmation": (lambda form: {"revision": form.number("revision")}, "agreement-confirmed"),
    "pause": (_pause, "paused-mentorship"),
    "resumption": (lambda _: {}, "resumed"),
    "extension": (lambda form: {"ends_on": form.text("ends_on")}, "extended"),
    "completion": (_reflection, "completed"),
    "reflection": (_reflection, "reflected"),
    "ending": (_ending, "ended"),
    "rematch": (lambda _: {}, "rematch-asked"),
}
"""By the last part of the path: what the form becomes, and what is said afterwards."""


async def _done(visit: Visit, mentorship_id: UUID, act: str, body: Any, notice: str) -> Response:
    try:
        answer = await visit.owners.send("matching", f"/mentorships/{mentorship_id}/{act}", body, key=visit.key)
    except Refusing as problem:
        return await shown(visit, mentorship_id, problem, trying=act)
    return visit.done(f"/mentorships/{mentorship_id}", answer.changed, notice)


def _register(act: str, made: Body, notice: str) -> None:
    async def door(visit: Visit, mentorship_id: UUID) -> Response:
        """One of the acts above."""
        return await _done(visit, mentorship_id, act, made(visit.form), notice)

    door.__name__ = act.replace("/", "_")
    lifecycle.act(f"/mentorships/{{mentorship_id}}/{act}", policy=known)(door)


for _act, (_made, _notice) in ACTS.items():
    _register(_act, _made, _notice)


@lifecycle.act("/mentorships/{mentorship_id}/flags/{rule}", policy=known)
async def answer_flag(visit: Visit, mentorship_id: UUID, rule: str) -> Response:
    """Whether the pair goes on although it breaks a rule now."""
    return await _done(
        visit, mentorship_id, f"flags/{rule}/answer", {"answer": visit.form.text("answer", "keep")}, "flag-answered"
    )


@lifecycle.act("/mentorships/{mentorship_id}/introductions", policy=known)
async def introduce(visit: Visit, mentorship_id: UUID) -> Response:
    """Bring the other one together with somebody, named by number or address; both are asked first."""
    named = visit.form.text("to")
    async with visit.viewing() as views:
        found = (await views.people_called([named])).get(named)
    if found is None:
        what = visit.words.say("Nobody is known as %(who)s.", who=named or "?")
        problem = Refusing(status=422, code="person-unknown", detail=what, faults=(Fault("body.to", what),))
        return await shown(visit, mentorship_id, problem, trying="introductions")
    body = {"to": str(found.id), "message": visit.form.text("message")}
    return await _done(visit, mentorship_id, "introductions", body, "introduced")
