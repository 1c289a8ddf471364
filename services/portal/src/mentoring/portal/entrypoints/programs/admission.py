"""Who sees a program's pages: its managers and people of HR. What they may do, the owner decides again."""

from typing import Final
from uuid import UUID

from mentoring.portal.domain.errors import NotYours, PageMissing
from mentoring.portal.domain.program import Program
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Views
from mentoring.runtime import known_or_role

HR: Final = "hr_manager"
manager = known_or_role(HR)


async def admitted(visit: Visit, views: Views, program_id: UUID) -> Program:
    """The program, for those who run it.

    Raises:
        PageMissing: it has not arrived.
        NotYours: others run it.
    """
    program = await views.program(program_id)
    if program is None:
        raise PageMissing
    if not visit.has(HR) and not program.run_by(visit.caller.person):
        raise NotYours
    return program
