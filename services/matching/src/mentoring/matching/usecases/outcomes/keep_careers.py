"""Who came, moved, left and came back is kept from the first fact on."""

from datetime import datetime
from uuid import UUID

from mentoring.contracts.profile import Placing
from mentoring.matching.domain.career import Kind, Step
from mentoring.matching.ports import Work


async def keep_step(event: str, at: datetime, person: UUID, kind: Kind, placing: Placing, work: Work) -> None:
    """One fact is one step."""
    step = Step(event, person, at, kind, placing.department, placing.site, placing.job_level)
    await work.careers.add([step])
