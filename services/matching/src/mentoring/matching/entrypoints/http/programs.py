"""Programs and their terms."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from mentoring.contracts import matching as told
from mentoring.contracts.matching import ProgramState
from mentoring.contracts.words import ProgramKind
from mentoring.matching.domain.terms import (
    Answers,
    AnswerTime,
    Cadence,
    CheckIns,
    GroupSize,
    Mode,
    Phase,
    Rules,
    StageGap,
    Timeline,
    Weights,
)
from mentoring.matching.entrypoints.http.paging import after_id, paged
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.programs import open_program
from mentoring.matching.usecases.programs.close_program import close_program
from mentoring.matching.usecases.programs.create_program import Wanted, create_program
from mentoring.matching.usecases.programs.revise_program import revise_program
from mentoring.runtime import Caller, Doors, Page, Paged, known_or_role, role

programs = Doors(tags=["programs"])
HR = "hr_manager"


class Terms(BaseModel):
    """What a program sets beside its name, its time and its objectives; what is left out is as usual for its kind."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    mode: Mode | None = None
    """How people are brought together."""
    cadence: told.Cadence | None = None
    answer_within: str | None = None
    """How long a proposal stays open, ISO 8601: PT12H, P7D, P2W."""
    answers: Answers | None = None
    """Whose yes an offer needs."""
    check_ins: CheckIns | None = None
    group_size: told.GroupSize | None = None

    def given(self) -> dict[str, Any]:
        """What is not left out, as the domain has it."""
        found: dict[str, Any] = {name: getattr(self, name) for name in ("mode", "answers", "check_ins")}
        found["cadence"] = self.cadence and Cadence(self.cadence.every, self.cadence.minutes)
        found["answer_within"] = self.answer_within and AnswerTime(self.answer_within)
        found["group_size"] = self.group_size and GroupSize(self.group_size.least, self.group_size.most)
        return {name: value for name, value in found.items() if value is not None}


class ProgramBody(Terms):
    """A program to be written down."""

    name: str
    kind: ProgramKind = "formal"
    objectives: list[str] = Field(default_factory=list)
    timeline: told.Timeline
    rules: told.Rules = told.Rules()
    weights: told.Weights = told.Weights()
    managers: list[UUID] = Field(default_factory=list, max_length=50)
    """Who runs it; whoever creates it, when nobody is named."""
    phases: list[told.Phase] = Field(default_factory=list)
    topics: list[str] = Field(default_factory=list)
    """What a reverse program is about: skills, one of which each mentor offers."""
    open_requests: int = 3


class Revision(Terms):
    """Terms to be changed; what is left out stays as it is."""

    name: str | None = None
    objectives: list[str] | None = None
    timeline: told.Timeline | None = None
    rules: told.Rules | None = None
    weights: told.Weights | None = None
    managers: list[UUID] | None = Field(default=None, max_length=50)
    phases: list[told.Phase] | None = None
    topics: list[str] | None = None
    open_requests: int | None = None

    def changes(self) -> dict[str, Any]:
        """What is not left out, as the domain has it."""
        found: dict[str, Any] = {"name": self.name and self.name.strip(), "open_requests": self.open_requests}
        found["timeline"] = self.timeline and Timeline(self.timeline.starts, self.timeline.ends)
        found["rules"] = self.rules and rules_of(self.rules)
        found["weights"] = self.weights and weights_of(self.weights)
        for name in ("objectives", "managers", "topics"):
            listed = getattr(self, name)
            found[name] = None if listed is None else tuple(listed)
        found["phases"] = None if self.phases is None else _phases(self.phases)
        return self.given() | {name: value for name, value in found.items() if value is not None}


class ProgramCreated(BaseModel):
    """The new program."""

    program: UUID


@programs.command("POST", "/programs", policy=role(HR), created=True)
async def create(body: ProgramBody, caller: Caller, work: Work) -> ProgramCreated:
    """Write a program down; people of HR do."""
    wanted = Wanted(
        name=body.name,
        kind=body.kind,
        objectives=body.objectives,
        timeline=Timeline(body.timeline.starts, body.timeline.ends),
        rules=rules_of(body.rules),
        weights=weights_of(body.weights),
        managers=body.managers,
        phases=_phases(body.phases),
        topics=body.topics,
        open_requests=body.open_requests,
        **body.given(),
    )
    return ProgramCreated(program=await create_program(wanted, by=caller, work=work))


@programs.command("PATCH", "/programs/{program_id}", policy=known_or_role(HR))
async def revise(program_id: UUID, body: Revision, caller: Caller, work: Work) -> ProgramState:
    """Change its terms; what was agreed under the old ones stays."""
    return snapshots.of_program(await revise_program(program_id, body.changes(), by=caller, work=work))


@programs.command("POST", "/programs/{program_id}/closing", policy=known_or_role(HR))
async def close(program_id: UUID, caller: Caller, work: Work) -> None:
    """Nobody is enrolled or matched in it any more; mentorships that run go on to their end."""
    await close_program(program_id, by=caller, work=work)


@programs.command("POST", "/programs/{program_id}/opening", policy=known_or_role(HR))
async def open_(program_id: UUID, caller: Caller, work: Work) -> None:
    """From now on people can be enrolled and matched."""
    await open_program.open_program(program_id, by=caller, work=work)


@programs.view("/programs", policy=known_or_role(HR))
async def listed(views: Views, page: Paged) -> Page[ProgramState]:
    """All programs, newest first."""
    found = await views.programs(after=after_id(page), most=page.limit + 1)
    return paged(page, found, by=lambda program: str(program.id), show=snapshots.of_program)


@programs.view("/programs/{program_id}", policy=known_or_role(HR))
async def program(program_id: UUID, views: Views) -> ProgramState:
    """A program as it stands."""
    return snapshots.of_program(await views.program(program_id))


def rules_of(body: told.Rules) -> Rules:
    """As the domain has them."""
    return Rules(**body.model_dump() | {"stage_gap": StageGap(body.stage_gap.least, body.stage_gap.most)})


def weights_of(body: told.Weights) -> Weights:
    """As the domain has them."""
    return Weights(**body.model_dump() | {"prefer_different": tuple(body.prefer_different)})


def _phases(body: list[told.Phase]) -> tuple[Phase, ...]:
    return tuple(Phase(phase.name.strip(), phase.lasts) for phase in body)
