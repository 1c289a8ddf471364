"""Pairs that the runs of a program never make, and those that they always make."""

from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.edit import PairOf
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Fault, Refusing

keeping = Pages()
Which = Literal["exclusions", "required-pairs"]
BOTH: Final[tuple[Which, ...]] = ("exclusions", "required-pairs")


@dataclass(frozen=True, slots=True)
class Pairs:
    """One of the two lists, as its owner tells it."""

    pairs: tuple[PairOf, ...]


@keeping.show("/programs/{program_id}/kept-pairs", policy=manager)
async def look(visit: Visit, program_id: UUID) -> Response:
    """Both lists."""
    return await _shown(visit, program_id)


@keeping.act("/programs/{program_id}/kept-pairs/{which}", policy=manager)
async def change(visit: Visit, program_id: UUID, which: Which) -> Response:
    """Add a pair, or take one away: the owner gets the list whole."""
    form = visit.form
    try:
        listed = await _listed(visit, program_id, which)
        away = (form.text("mentor"), form.text("mentee"))
        kept = [pair for pair in listed if form.text("do") != "remove" or (str(pair.mentor), str(pair.mentee)) != away]
        wanted = [{"mentor": str(pair.mentor), "mentee": str(pair.mentee)} for pair in kept]
        if form.text("do") != "remove":
            wanted.append(await _named(visit))
        answer = await visit.owners.send(
            "matching", f"/programs/{program_id}/{which}", {"pairs": wanted}, key=visit.key, method="PUT"
        )
    except Refusing as problem:
        return await _shown(visit, program_id, problem)
    return visit.done(f"/programs/{program_id}/kept-pairs", answer.changed, "saved")


async def _named(visit: Visit) -> dict[str, str]:
    """The two of a new pair, by number or address."""
    named = {side: visit.form.text(side) for side in ("mentor", "mentee")}
    async with visit.viewing() as views:
        found = await views.people_called(list(named.values()))
    faults = tuple(
        Fault(f"body.{side}", visit.words.say("Nobody is known as %(who)s.", who=who or "?"))
        for side, who in named.items()
        if who not in found
    )
    if faults:
        raise Refusing(status=422, code="person-unknown", detail=faults[0].what, faults=faults)
    return {side: str(found[who].id) for side, who in named.items()}


async def _listed(visit: Visit, program_id: UUID, which: Which) -> tuple[PairOf, ...]:
    said: Any = (await visit.owners.ask("matching", f"/programs/{program_id}/{which}")).body
    return read(Pairs, said).pairs


async def _shown(visit: Visit, program_id: UUID, problem: Refusing | None = None) -> Response:
    lists: dict[str, tuple[PairOf, ...]] = dict.fromkeys(BOTH, ())
    async with visit.viewing() as views:
        program = await admitted(visit, views, program_id)
    try:
        lists = {which: await _listed(visit, program_id, which) for which in BOTH}
    except Refusing as away:
        problem = problem or away
    async with visit.viewing() as views:
        people = await views.people(
            [one for pairs in lists.values() for pair in pairs for one in (pair.mentor, pair.mentee)]
        )
    return visit.page(
        "programs/kept_pairs.html", problem=problem, program=program, lists=list(lists.items()), people=people
    )
