"""Programs, who is in them, and their match runs."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.contracts.matching import EnrollmentState, ProgramState, RunState
from mentoring.portal.domain.notice import persons, programs
from mentoring.portal.ports import Work


async def keep_programs(states: Sequence[ProgramState], work: Work) -> None:
    """Those who run a program see it in their list."""
    await work.model.keep(states)
    managers = {manager for state in states for manager in state.managers}
    ids = [state.program for state in states]
    await work.model.tell(programs(ids, "program") | persons(managers, "programs"), work.now())


async def forget_programs(ids: Sequence[UUID], work: Work) -> None:
    """A program that is gone is in no list."""
    await work.model.forget(ProgramState, ids)
    await work.model.tell(programs(ids, "program"), work.now())


async def keep_enrollments(enrollments: Sequence[EnrollmentState], work: Work) -> None:
    """Each enrollment counts in its program's progress."""
    await work.model.keep(enrollments)
    await work.model.tell(programs({one.program for one in enrollments}, "progress"), work.now())


async def forget_enrollments(ids: Sequence[UUID], work: Work) -> None:
    """An erased enrollment counts nowhere."""
    await work.model.forget(EnrollmentState, ids)


async def keep_runs(runs: Sequence[RunState], work: Work) -> None:
    """A run that is done shows on its program's page by itself."""
    await work.model.keep(runs)
    await work.model.tell(programs({run.program for run in runs}, "runs"), work.now())


async def forget_runs(ids: Sequence[UUID], work: Work) -> None:
    """A run that is gone is in no list."""
    await work.model.forget(RunState, ids)
