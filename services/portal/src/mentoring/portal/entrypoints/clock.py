"""What falls due in the portal: ended sign-ins and old notices are dropped."""

from datetime import timedelta

from mentoring.portal.ports import Work
from mentoring.portal.usecases.sign_in import forget_what_is_over
from mentoring.runtime import Clock

clock = Clock("portal")


@clock.step(every=timedelta(minutes=5))
async def tidy_up(work: Work) -> None:
    """Safe with several copies: a row that is gone is gone."""
    await forget_what_is_over(work)
