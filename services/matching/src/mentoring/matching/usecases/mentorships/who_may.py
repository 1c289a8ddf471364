"""Who may act on a mentorship: its two, and those who run its program."""

from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.ports import Work


async def must_be_theirs_or_run(mentorship: Mentorship, by: Actor, work: Work) -> None:
    """Either of the two, a manager of the program, or a person of HR."""
    if by.person not in mentorship.pair:
        (await work.programs.get(mentorship.program)).must_be_run_by(by)
