"""A program's cadence becomes check-ins."""

from mentoring.contracts.scheduling import CheckInsPlanned
from mentoring.scheduling.domain.check_in import check_ins_of
from mentoring.scheduling.domain.pair import Mentorship
from mentoring.scheduling.ports import Work
from mentoring.scheduling.usecases.book_check_ins import book_check_ins
from mentoring.scheduling.usecases.telling import tell_check_ins


async def plan_check_ins(mentorship: Mentorship, work: Work) -> None:
    """When a mentorship starts its due dates stand; what is due within the horizon gets a time once both are known.

    Raises:
        CadenceUnreadable: matching told a cadence that is none.
    """
    if not await work.mentorships.add(mentorship):
        return
    check_ins = check_ins_of(mentorship)
    if not check_ins:
        return
    await work.check_ins.save(mentorship.id, check_ins)
    work.announce(CheckInsPlanned(mentorship=mentorship.id, due_on=[each.due_on for each in check_ins]))
    if not await book_check_ins(mentorship, work):
        tell_check_ins(mentorship.id, check_ins, work)
