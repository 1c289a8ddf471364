"""The terms of a program, with a live preview of what others would come to. Nothing is kept until it is saved."""

from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.effect import Effect, spread_classes
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.program import Program
from mentoring.portal.domain.terms import CRITERIA, DIFFERENCES, Rules, Terms
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import VOCABULARY
from mentoring.portal.ports import Refusing

terms = Pages()
NAMED: Final = 12
"""People without a pair who are named one by one."""


@terms.show("/programs/{program_id}/terms", policy=manager)
async def look(visit: Visit, program_id: UUID) -> Response:
    """As they are."""
    return await _shown(visit, program_id)


@terms.act("/programs/{program_id}/terms", policy=manager)
async def change(visit: Visit, program_id: UUID) -> Response:
    """Look at the effect, or save."""
    body = {"rules": rules_typed(visit), "weights": weights_typed(visit)}
    try:
        if visit.form.text("do") != "save":
            said = (await visit.owners.inquire("matching", f"/programs/{program_id}/previews", body)).body
            return await _shown(visit, program_id, effect=read(Effect, said))
        answer = await visit.owners.send("matching", f"/programs/{program_id}", body, key=visit.key, method="PATCH")
    except Refusing as problem:
        return await _shown(visit, program_id, problem)
    return visit.done(f"/programs/{program_id}", answer.changed, "terms-saved")


def rules_typed(visit: Visit) -> dict[str, Any]:
    """What no pair may break, as the owner takes it."""
    form = visit.form
    hours = form.number("overlap_hours")
    return {
        "not_in_reporting_line": form.ticked("not_in_reporting_line"),
        "shared_language": form.ticked("shared_language"),
        "overlap_minutes": 60 * hours if isinstance(hours, int) else hours or 0,
        "location": form.text("location", "any"),
        "stage_gap": {"least": form.number("least"), "most": form.number("most")},
        "department": form.text("department", "any"),
        "earlier_partners": form.text("earlier_partners", "program"),
    }


def weights_typed(visit: Visit) -> dict[str, Any]:
    """How much each criterion counts, as the owner takes it."""
    form = visit.form
    # Under names of their own: «location» is a rule as well.
    weights: dict[str, Any] = {code: form.number(f"weight_{code}") or 0 for code in CRITERIA}
    return weights | {"prefer_different": form.texts("prefer_different")}


def offered(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    """The choices of the fields."""
    kinds = {
        "locations": "rule-location",
        "departments": "rule-department",
        "partners": "rule-partners",
    }
    found = {name: choices(visit, kind, VOCABULARY[kind]) for name, kind in kinds.items()}
    return found | {"differences": choices(visit, "criterion", DIFFERENCES)}


async def _shown(
    visit: Visit, program_id: UUID, problem: Refusing | None = None, effect: Effect | None = None
) -> Response:
    async with visit.viewing() as views:
        program: Program = await admitted(visit, views, program_id)
        left: dict[UUID, Person] = await views.people(_left(effect)[:NAMED]) if effect else {}
    [program] = visit.settled([program])
    return visit.page(
        "programs/terms.html",
        problem=problem,
        program=program,
        terms=_typed(visit) if visit.form.typed else program.terms,
        offered=offered(visit),
        effect=effect,
        left=[left[one] for one in _left(effect)[:NAMED]] if effect else [],
        classes=list(
            zip(spread_classes(len(effect.other.spread)), effect.present.spread, effect.other.spread, strict=True)
        )
        if effect
        else [],
    )


def _left(effect: Effect) -> list[UUID]:
    """Who would be left without: those first who have somebody now."""
    return list(dict.fromkeys((*effect.lost, *effect.without)))


def _classes(effect: Effect) -> list[tuple[str, int, int]]:
    """Points, pairs as it is, pairs as it would be."""
    before, after = effect.present.spread, effect.other.spread
    return list(zip(spread_classes(len(after)), before, after, strict=True))


def _typed(visit: Visit) -> Terms:
    """What stands in the form, for showing it again."""
    said, weights, gap = rules_typed(visit), weights_typed(visit), "stage_gap"
    plain = {name: value for name, value in said.items() if name != gap}
    return Terms(
        rules=Rules(**plain, **said[gap]),
        weights=tuple((code, weights[code]) for code in CRITERIA),
        prefer_different=tuple(weights["prefer_different"]),
    )
