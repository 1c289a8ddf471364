"""What scheduling tells of the pairs is kept, and each that it concerns is judged anew."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.contracts.scheduling import CheckInsState, SessionState
from mentoring.matching.domain.meetings import AskedCheckIn, Meeting
from mentoring.matching.ports import Work


async def keep_sessions(told: Sequence[SessionState], work: Work) -> None:
    """It may come before the mentorship itself."""
    await work.behaviours.keep_meetings(
        [Meeting(one.session, one.mentorship, one.state, one.meeting.starts, one.meeting.ends) for one in told]
    )
    await work.behaviours.judge_at([one.mentorship for one in told], work.now())


async def forget_sessions(gone: Sequence[UUID], work: Work) -> None:
    """Gone at the source, gone here."""
    await work.behaviours.forget_meetings(gone)


async def keep_check_ins(told: Sequence[CheckInsState], work: Work) -> None:
    """It may come before the mentorship itself."""
    await work.behaviours.keep_check_ins(
        {one.mentorship: [AskedCheckIn(each.due_on, each.state) for each in one.check_ins] for one in told}
    )
    await work.behaviours.judge_at([one.mentorship for one in told], work.now())


async def forget_check_ins(gone: Sequence[UUID], work: Work) -> None:
    """Gone at the source, gone here."""
    await work.behaviours.forget_check_ins(gone)
