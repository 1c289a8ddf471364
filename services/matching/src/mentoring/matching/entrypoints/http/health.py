"""How the pairs of a program are doing, for those who run it."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from mentoring.contracts.fact import Instant
from mentoring.contracts.matching.mentorships import Health
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.wording import finding_in_words
from mentoring.matching.entrypoints.http.paging import after_risk
from mentoring.matching.ports import Views
from mentoring.runtime import Caller, Doors, Paged, known_or_role

health = Doors(tags=["health"])
HR = "hr_manager"


class RiskReason(BaseModel):
    """Why: a code with its number, and the same in words."""

    code: str
    value: int
    level: Health
    says: str


class Risk(BaseModel):
    """A pair that is not well."""

    mentorship: UUID
    mentor: UUID
    mentee: UUID
    peers: bool
    health: Health
    since: Instant | None
    """When it came to this."""
    started_at: Instant
    ends_on: date
    phase: str | None
    reasons: list[RiskReason]


class HealthCounts(BaseModel):
    """How all that run are doing."""

    good: int = 0
    watch: int = 0
    at_risk: int = 0
    paused: int = 0
    unjudged: int = 0


class ProgramHealth(BaseModel):
    """The pairs that are not well, worst first, and how many there are of each kind."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    counts: HealthCounts
    items: list[Risk]
    next: str | None = None
    """The cursor of the part behind, or null at the end."""


@health.view("/programs/{program_id}/health", policy=known_or_role(HR))
async def of_program(program_id: UUID, caller: Caller, views: Views, page: Paged) -> ProgramHealth:
    """The at-risk list; a pair on pause or on leave is not on it."""
    (await views.program(program_id)).must_be_run_by(caller)
    found = await views.at_risk(program_id, after=after_risk(page), most=page.limit + 1)
    kept = page.of(found, by=lambda one: [_risk(one), str(one.id)])
    counts = {level.replace("-", "_"): number for level, number in (await views.health(program_id)).items()}
    return ProgramHealth(counts=HealthCounts(**counts), items=[_shown(one) for one in kept.items], next=kept.next)


def _risk(one: Mentorship) -> int:
    return 0 if one.verdict is None else one.verdict.risk


def _shown(one: Mentorship) -> Risk:
    verdict = one.verdict
    findings = () if verdict is None else verdict.findings
    return Risk(
        mentorship=one.id,
        mentor=one.mentor,
        mentee=one.mentee,
        peers=one.peers,
        health="good" if verdict is None else verdict.level,
        since=None if verdict is None else verdict.since,
        started_at=one.started_at,
        ends_on=one.ends_on,
        phase=one.phase_name,
        reasons=[
            RiskReason(code=each.code, value=each.value, level=each.level, says=finding_in_words(each))
            for each in findings
        ],
    )
