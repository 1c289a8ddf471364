"""When I can meet: hours of the week, on my clock."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from mentoring.portal.domain.week import monday_of
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

hours = Pages()
Stretch = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """Monday is 1."""

    number: int
    name: str
    stretches: list[Stretch]


@hours.show("/me/hours", policy=known)
async def look(visit: Visit) -> Response:
    """As the owner has it."""
    answer = await visit.owners.ask("scheduling", f"/people/{visit.person}/availability")
    said = answer.body
    stretches: dict[int, list[Stretch]] = defaultdict(list)
    for one in said["hours"]:
        stretches[one["weekday"]].append((one["starts"], one["ends"]))
    return _shown(visit, stretches, said["zone"], stated=said["stated"], version=answer.version)


@hours.act("/me/hours", policy=known)
async def save(visit: Visit) -> Response:
    """From now on; what is booked stays booked."""
    form, version = visit.form, visit.form.number("version")
    stretches = {
        day: [
            (starts, ends)
            for starts, ends in zip(form.texts(f"starts_{day}"), form.texts(f"ends_{day}"), strict=False)
            if starts or ends
        ]
        for day in range(1, 8)
    }
    told: list[dict[str, Any]] | None = [
        {"weekday": day, "starts": starts, "ends": "24:00" if ends == "00:00" else ends}
        for day, found in stretches.items()
        for starts, ends in found
    ]
    if form.text("forget"):
        told = None
    path = f"/people/{visit.person}/availability"
    read = version if isinstance(version, int) else None
    try:
        answer = await visit.owners.send("scheduling", path, {"hours": told}, key=visit.key, method="PUT", version=read)
    except Refusing as problem:
        return _shown(visit, stretches, form.text("zone"), stated=True, version=version, problem=problem)
    return visit.done("/me/hours", answer.changed, "saved")


def _shown(
    visit: Visit,
    stretches: dict[int, list[Stretch]],
    zone: str,
    *,
    stated: bool,
    version: Any,
    problem: Refusing | None = None,
) -> Response:
    monday: date = monday_of(visit.words.today)
    days = [
        DayOfWeek(
            number, visit.words.weekday(monday + timedelta(days=number - 1)), _with_room(stretches.get(number, []))
        )
        for number in range(1, 8)
    ]
    return visit.page(
        "mine/hours.html",
        problem=problem,
        days=days,
        zone=zone or visit.words.zone,
        stated=stated,
        version="" if version is None else version,
    )


def _with_room(found: list[Stretch]) -> list[Stretch]:
    """Room for one more, so that a break at noon can be said."""
    return [(starts, "00:00" if ends == "24:00" else ends) for starts, ends in found] + [("", "")]
