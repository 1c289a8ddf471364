"""What falls due in mentorships: they go on, reach their next phase, and are over."""

from datetime import timedelta
from typing import Final

from mentoring.matching.ports import Work
from mentoring.matching.usecases.health import judge_health
from mentoring.matching.usecases.introductions import answer_introduction
from mentoring.matching.usecases.mentorships.begin_phases import begin_phases
from mentoring.matching.usecases.mentorships.complete_mentorship import complete_those_over
from mentoring.matching.usecases.mentorships.pause_mentorship import resume_those_due
from mentoring.runtime import Clock

PULSE: Final = timedelta(minutes=1)


def add_mentorship_steps(ticking: Clock) -> None:
    """Each step takes a small number at a time and comes again until nothing is due."""

    @ticking.step(every=PULSE)
    async def complete_mentorships(work: Work) -> int:
        """The day after their last one."""
        return await complete_those_over(work)

    @ticking.step(every=PULSE)
    async def resume_mentorships(work: Work) -> int:
        """On the day that was named when they were paused."""
        return await resume_those_due(work)

    @ticking.step(every=PULSE)
    async def begin_mentorship_phases(work: Work) -> int:
        """On their first day."""
        return await begin_phases(work)

    @ticking.step(every=PULSE)
    async def expire_introductions(work: Work) -> int:
        """At the hour that was told to the two."""
        return await answer_introduction.expire_introductions(work)

    @ticking.step(every=timedelta(seconds=5))
    async def judge_mentorships(work: Work) -> int:
        """When something was told of them, and every day."""
        return await judge_health.judge_health(work)
