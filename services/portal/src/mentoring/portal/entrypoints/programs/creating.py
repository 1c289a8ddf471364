"""A new program: its kind first, then a form that begins with what is usual for it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final

from starlette.responses import Response

from mentoring.portal.domain.kind import KINDS, Kind
from mentoring.portal.domain.terms import CRITERIA
from mentoring.portal.entrypoints.programs.terms import offered, rules_typed, weights_typed
from mentoring.portal.entrypoints.web.choices import choices, lengths
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import VOCABULARY
from mentoring.portal.ports import Fault, Refusing
from mentoring.runtime import role

creating = Pages()
RHYTHMS: Final = ("P1W", "P2W", "P3W", "P1M")
ANSWER_TIMES: Final = ("P3D", "P7D", "P14D")
HALF_A_YEAR: Final = timedelta(days=182)
hr = role("hr_manager")


@creating.show("/programs/new", policy=hr)
async def look(visit: Visit) -> Response:
    """Without a kind, the kinds; with one, the form with values that suit most."""
    kind = KINDS.get(visit.request.query_params.get("kind", ""))
    if kind is None:
        modes = [(one.code, one.modes[0]) for one in KINDS.values()]
        return visit.page("programs/kinds.html", kinds=modes)
    return await _shown(visit, kind)


@creating.act("/programs/new", policy=hr)
async def create(visit: Visit) -> Response:
    """Draft it."""
    kind = KINDS.get(visit.form.text("kind"), KINDS["formal"])
    try:
        answer = await visit.owners.send("matching", "/programs", await _body(visit, kind), key=visit.key)
    except Refusing as problem:
        return await _shown(visit, kind, problem)
    return visit.done(f"/programs/{answer.body['program']}", answer.changed, "created")


async def _body(visit: Visit, kind: Kind) -> dict[str, Any]:
    form = visit.form
    body = {
        "name": form.text("name"),
        "kind": kind.code,
        "mode": form.text("mode", kind.modes[0]),
        "objectives": form.lines("objectives"),
        "timeline": {"starts": form.text("starts"), "ends": form.text("ends")},
        "cadence": {"every": form.text("every"), "minutes": form.number("minutes")},
        "check_ins": form.text("check_ins", kind.check_ins),
        "answers": form.text("answers", kind.answers),
        "rules": rules_typed(visit),
        "weights": weights_typed(visit),
        "answer_within": form.text("answer_within"),
        "topics": form.lines("topics", separators=",;"),
        "phases": [_phase(line) for line in form.lines("phases")],
        "open_requests": form.number("open_requests") or 3,
        "managers": await _managers(visit),
    }
    if kind.grouped:
        body["group_size"] = {"least": form.number("group_least"), "most": form.number("group_most")}
    return body


def _phase(line: str) -> dict[str, str]:
    """«Getting to know, 2 weeks»: the name, and how many weeks it lasts."""
    name, _, lasts = line.rpartition(",")
    weeks = "".join(letter for letter in lasts if letter.isdecimal())
    return {"name": (name or lasts).strip(), "lasts": f"P{weeks or 4}W"}


async def _managers(visit: Visit) -> list[str]:
    """People by number or address; who is not known is said at the field."""
    named = visit.form.lines("managers", separators=",;")
    async with visit.viewing() as views:
        found = await views.people_called(named)
    if missing := [reference for reference in named if reference not in found]:
        what = visit.words.say("Nobody is known as %(who)s.", who=", ".join(missing))
        raise Refusing(status=422, code="person-unknown", detail=what, faults=(Fault("body.managers", what),))
    return [str(found[reference].id) for reference in named]


async def _shown(visit: Visit, kind: Kind, problem: Refusing | None = None) -> Response:
    today, words = visit.words.today, visit.words
    weights = dict(kind.weights)
    return visit.page(
        "programs/new.html",
        problem=problem,
        kind=kind,
        suggested=SimpleNamespace(starts=today.isoformat(), ends=(today + HALF_A_YEAR).isoformat()),
        rhythms=[(code, rhythm(visit, code)) for code in RHYTHMS],
        lengths=lengths(visit),
        answer_times=[(code, words.count("%(num)s day", "%(num)s days", int(code[1:-1]))) for code in ANSWER_TIMES],
        modes=choices(visit, "mode", kind.modes),
        answers=choices(visit, "answers", VOCABULARY["answers"]),
        check_ins=choices(visit, "check-ins", VOCABULARY["check-ins"]),
        weights=[(code, weights.get(code, 0)) for code in CRITERIA],
        different=visit.form.texts("prefer_different"),
        offered=offered(visit),
        managers="",
    )


def rhythm(visit: Visit, every: str) -> str:
    """An ISO 8601 span of days, weeks or months, in words."""
    number, unit, count = int(every[1:-1]), every[-1], visit.words.count
    if unit == "D":
        return count("every day", "every %(num)s days", number)
    if unit == "M":
        return count("every month", "every %(num)s months", number)
    return count("every week", "every %(num)s weeks", number)
