"""Those who run a program say who is never, and who is always, brought together."""

from collections.abc import Collection

from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.kept_pairs import KeptPairs, PersonPair
from mentoring.matching.domain.pairing.pins import pins_of
from mentoring.matching.domain.program import Program, ProgramId
from mentoring.matching.ports import Work
from mentoring.matching.usecases.runs.gather_cohort import gather_cohort


async def exclude_pairs(program_id: ProgramId, pairs: Collection[PersonPair], by: Actor, work: Work) -> None:
    """These and no others; what is proposed or agreed already stays as it is."""
    program, kept = await _held(program_id, by, work)
    await work.kept.save(program.id, kept.with_excluded(pairs))


async def require_pairs(program_id: ProgramId, pairs: Collection[PersonPair], by: Actor, work: Work) -> None:
    """These and no others; every run makes them, until they are proposed. Each must be possible now."""
    program, kept = await _held(program_id, by, work)
    await work.kept.save(program.id, kept.with_required(pairs))
    await must_be_possible(program, work)


async def must_be_possible(program: Program, work: Work) -> None:
    """All required pairs: both are there and have a free place, and no rule forbids them.

    Raises:
        PinImpossible: which pair cannot be, and why.
    """
    required = (await work.kept.of(program.id)).required
    if required:
        people = {person for pair in required for person in pair}
        pins_of(await gather_cohort(program, work.now(), work, among=people))


async def _held(program_id: ProgramId, by: Actor, work: Work) -> tuple[Program, KeptPairs]:
    program = await work.programs.hold(program_id)
    program.must_be_run_by(by)
    return program, await work.kept.of(program_id)
