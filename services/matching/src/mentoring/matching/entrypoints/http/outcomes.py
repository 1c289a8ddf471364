"""What a program comes to, for those who run it."""

from uuid import UUID

from mentoring.matching.domain.outcomes.report import Outcomes
from mentoring.matching.ports import Views
from mentoring.matching.usecases.outcomes.report_outcomes import report_outcomes
from mentoring.runtime import Caller, Doors, known_or_role

outcomes = Doors(tags=["outcomes"])
HR = "hr_manager"


@outcomes.view("/programs/{program_id}/outcomes", policy=known_or_role(HR))
async def of_program(program_id: UUID, caller: Caller, views: Views) -> Outcomes:
    """Every figure with the number that it rests on; groups hide nobody, comparisons say how sure they are."""
    return await report_outcomes(program_id, caller, views)
