"""A program opens."""

from mentoring.contracts.matching import ProgramOpened
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.program import ProgramId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


async def open_program(program_id: ProgramId, by: Actor, work: Work) -> None:
    """From now on people can be enrolled and matched; opened once, by those who run it."""
    program = await work.programs.hold(program_id)
    program.must_be_run_by(by)
    program = program.opened(work.now())
    await work.programs.save(program)
    work.announce(ProgramOpened(program=program.id))
    work.announce(snapshots.of_program(program))
