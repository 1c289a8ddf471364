"""A program ends."""

from typing import Final

from mentoring.contracts.matching import ProgramClosed
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.program import Program, ProgramId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots

AT_ONCE: Final = 20


async def close_program(program_id: ProgramId, by: Actor, work: Work) -> None:
    """Those who run it stop it: nobody is enrolled or matched any more; mentorships that run go on to their end."""
    program = await work.programs.hold(program_id)
    program.must_be_run_by(by)
    await _close(program, "stopped", work)


async def close_programs_over(work: Work) -> int:
    """A program closes after its last day. Answers how many did."""
    over = await work.programs.hold_over(work.now().date(), AT_ONCE)
    for program in over:
        await _close(program, "over", work)
    return len(over)


async def _close(program: Program, reason: str, work: Work) -> None:
    closed = program.closed()
    await work.programs.save(closed)
    await work.mentors.mark([place.person for place in await work.enrollments.of_program(closed.id)])
    work.announce(ProgramClosed(program=closed.id, reason=reason))
    work.announce(snapshots.of_program(closed))
