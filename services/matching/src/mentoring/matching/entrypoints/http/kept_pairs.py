"""Pairs that a program's runs never, or always, make."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from mentoring.matching.domain.kept_pairs import MOST, PersonPair
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases.runs.keep_pairs import exclude_pairs, require_pairs
from mentoring.runtime import Caller, Doors, known_or_role

kept_pairs = Doors(tags=["programs"])
HR = "hr_manager"


class PairOfPeople(BaseModel):
    """A mentor and a mentee; of two peers either."""

    model_config = ConfigDict(extra="forbid")

    mentor: UUID
    mentee: UUID


class PairsOfPeople(BaseModel):
    """All of them: what is left out is no longer kept."""

    model_config = ConfigDict(extra="forbid")

    pairs: Annotated[list[PairOfPeople], Field(max_length=MOST)]


@kept_pairs.command("PUT", "/programs/{program_id}/exclusions", policy=known_or_role(HR))
async def exclude(program_id: UUID, body: PairsOfPeople, caller: Caller, work: Work) -> PairsOfPeople:
    """These and no others are never brought together."""
    await exclude_pairs(program_id, _given(body), caller, work)
    return body


@kept_pairs.command("PUT", "/programs/{program_id}/required-pairs", policy=known_or_role(HR))
async def require(program_id: UUID, body: PairsOfPeople, caller: Caller, work: Work) -> PairsOfPeople:
    """These and no others are in every draft."""
    await require_pairs(program_id, _given(body), caller, work)
    return body


@kept_pairs.view("/programs/{program_id}/exclusions", policy=known_or_role(HR))
async def excluded(program_id: UUID, caller: Caller, views: Views) -> PairsOfPeople:
    """Who is never brought together."""
    (await views.program(program_id)).must_be_run_by(caller)
    return _shown((await views.kept(program_id)).excluded)


@kept_pairs.view("/programs/{program_id}/required-pairs", policy=known_or_role(HR))
async def required(program_id: UUID, caller: Caller, views: Views) -> PairsOfPeople:
    """Who is in every draft."""
    (await views.program(program_id)).must_be_run_by(caller)
    return _shown((await views.kept(program_id)).required)


def _given(body: PairsOfPeople) -> list[PersonPair]:
    return [(pair.mentor, pair.mentee) for pair in body.pairs]


def _shown(pairs: Iterable[PersonPair]) -> PairsOfPeople:
    return PairsOfPeople(pairs=[PairOfPeople(mentor=mentor, mentee=mentee) for mentor, mentee in sorted(pairs)])
