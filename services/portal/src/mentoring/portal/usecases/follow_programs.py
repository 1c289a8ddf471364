"""Programs, who is in them, their match runs, and how much room mentors have."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.contracts.matching import EnrollmentState, MentorState, ProgramState, RunState
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
    """Each enrollment counts in its program's progress, and the person sees the place."""
    await work.model.keep(enrollments)
    ids, people = {one.program for one in enrollments}, {one.person for one in enrollments}
    await work.model.tell(programs(ids, "progress") | persons(people, "places"), work.now())


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


async def keep_mentors(mentors: Sequence[MentorState], work: Work) -> None:
    """A mentor sees how much they are asked; others see it when they look."""
    await work.model.keep(mentors)
    await work.model.tell(persons({one.person for one in mentors}, "room"), work.now())


async def forget_mentors(people: Sequence[UUID], work: Work) -> None:
    """Of an erased mentor nothing is known."""
    await work.model.forget(MentorState, people)
