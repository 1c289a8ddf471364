"""A new program: a form in the words of those who run one."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final

from starlette.responses import Response

from mentoring.portal.entrypoints.web.choices import lengths
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Fault, Refusing
from mentoring.runtime import role

creating = Pages()
RHYTHMS: Final = ("P1W", "P2W", "P3W", "P1M")
ANSWER_TIMES: Final = ("P3D", "P7D", "P14D")
WEIGHTS: Final = (("skills", 60), ("interests", 20), ("stage", 10), ("zone", 10))
HALF_A_YEAR: Final = timedelta(days=182)
hr = role("hr_manager")


@creating.show("/programs/new", policy=hr)
async def look(visit: Visit) -> Response:
    """With values that suit most."""
    return await _shown(visit)


@creating.act("/programs/new", policy=hr)
async def create(visit: Visit) -> Response:
    """Draft it."""
    try:
        body = await _body(visit)
        answer = await visit.owners.send("matching", "/programs", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, problem)
    return visit.done(f"/programs/{answer.body['program']}", answer.changed, "created")


async def _body(visit: Visit) -> dict[str, Any]:
    form = visit.form
    return {
        "name": form.text("name"),
        "kind": "formal",
        "objectives": form.lines("objectives"),
        "timeline": {"starts": form.text("starts"), "ends": form.text("ends")},
        "cadence": {"every": form.text("every"), "minutes": form.number("minutes")},
        "rules": {
            "not_in_reporting_line": form.ticked("not_in_reporting_line"),
            "shared_language": form.ticked("shared_language"),
        },
        "weights": {code: form.number(code) or 0 for code, _ in WEIGHTS},
        "answer_within": form.text("answer_within"),
        "managers": await _managers(visit),
    }


async def _managers(visit: Visit) -> list[str]:
    """People by number or address; who is not known is said at the field."""
    named = visit.form.lines("managers", separators=",;")
    async with visit.viewing() as views:
        found = await views.people_called(named)
    if missing := [reference for reference in named if reference not in found]:
        what = visit.words.say("Nobody is known as %(who)s.", who=", ".join(missing))
        raise Refusing(status=422, code="person-unknown", detail=what, faults=(Fault("body.managers", what),))
    return [str(found[reference].id) for reference in named]


async def _shown(visit: Visit, problem: Refusing | None = None) -> Response:
    today, words = visit.words.today, visit.words
    return visit.page(
        "programs/new.html",
        problem=problem,
        suggested=SimpleNamespace(starts=today.isoformat(), ends=(today + HALF_A_YEAR).isoformat()),
        rhythms=[(code, rhythm(visit, code)) for code in RHYTHMS],
        lengths=lengths(visit),
        answer_times=[(code, words.count("%(num)s day", "%(num)s days", int(code[1:-1]))) for code in ANSWER_TIMES],
        weights=WEIGHTS,
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
