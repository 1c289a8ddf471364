"""The pairs of a program that are not well: «Who needs a look?»."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing

health = Pages()


@dataclass(frozen=True, slots=True)
class Reason:
    """A code with its number."""

    code: str
    value: int


@dataclass(frozen=True, slots=True)
class Risk:
    """A pair that is not well."""

    mentorship: UUID
    mentor: UUID
    mentee: UUID
    health: str
    reasons: tuple[Reason, ...]
    since: datetime | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How all that run are doing."""

    good: int = 0
    watch: int = 0
    at_risk: int = 0
    paused: int = 0
    unjudged: int = 0


@dataclass(frozen=True, slots=True)
class Risks:
    """The worst first."""

    counts: Counts
    items: tuple[Risk, ...]
    next: str | None = None


@health.show("/programs/{program_id}/health", policy=manager)
async def look(visit: Visit, program_id: UUID) -> Response:
    """Counts, then the pairs with the reasons in words."""
    problem, risks = None, Risks(Counts(), ())
    async with visit.viewing() as views:
        program = await admitted(visit, views, program_id)
    try:
        query = {"after": visit.request.query_params.get("after")}
        risks = read(Risks, (await visit.owners.ask("matching", f"/programs/{program_id}/health", query)).body)
    except Refusing as refusing:
        problem = refusing
    async with visit.viewing() as views:
        people = await views.people([one for risk in risks.items for one in (risk.mentor, risk.mentee)])
    return visit.page("programs/health.html", problem=problem, program=program, risks=risks, people=people)
