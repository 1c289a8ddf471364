"""What a program came to: figures with words for how sure they are; small groups hide nobody."""

from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.outcomes import Outcomes
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Refusing

outcomes = Pages()


@outcomes.show("/programs/{program_id}/outcomes", policy=manager)
async def look(visit: Visit, program_id: UUID) -> Response:
    """Asked of the owner, who counts."""
    problem, found = None, None
    async with visit.viewing() as views:
        program = await admitted(visit, views, program_id)
    try:
        found = read(Outcomes, (await visit.owners.ask("matching", f"/programs/{program_id}/outcomes")).body)
    except Refusing as refusing:
        problem = refusing
    return visit.page("programs/outcomes.html", problem=problem, program=program, found=found)
