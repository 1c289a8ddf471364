"""Introductions are answered, taken back, run out, and come to something."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from mentoring.contracts.fact import Event
from mentoring.contracts.matching import (
    IntroductionAgreed,
    IntroductionDeclined,
    IntroductionExpired,
    IntroductionMade,
    IntroductionOutcomeTold,
    IntroductionState,
    IntroductionWithdrawn,
)
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.introduction import Introduction, IntroductionId, Outcome
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots

AT_ONCE = 200


async def agree_to_introduction(introduction_id: IntroductionId, by: PersonId, work: Work) -> None:
    """It is made when both who are to meet have said yes, and not before."""
    agreed = (await work.introductions.hold(introduction_id)).agree(by, work.now())
    work.announce(IntroductionAgreed(introduction=agreed.id, by=by))
    await _save([agreed], lambda one: _made(one) if one.state == "made" else None, work)


async def decline_introduction(introduction_id: IntroductionId, by: PersonId, reason: str, work: Work) -> None:
    """One no is enough."""
    declined = (await work.introductions.hold(introduction_id)).decline(by, reason, work.now())
    await _save([declined], lambda one: IntroductionDeclined(introduction=one.id, by=by, reason=reason), work)


async def withdraw_introduction(introduction_id: IntroductionId, by: PersonId, work: Work) -> None:
    """Whoever introduces takes it back."""
    await _save([(await work.introductions.hold(introduction_id)).withdraw(by)], _withdrawn, work)


async def tell_outcome(introduction_id: IntroductionId, by: PersonId, outcome: Outcome, work: Work) -> None:
    """The introduced person tells what became of it."""
    told = (await work.introductions.hold(introduction_id)).came_to(outcome, by)
    fact = IntroductionOutcomeTold(
        introduction=told.id, mentorship=told.mentorship, program=told.program, outcome=outcome
    )
    await _save([told], lambda _: fact, work)


async def expire_introductions(work: Work) -> int:
    """What nobody answered in time runs out. Answers how many did."""
    due = [one.expire(work.now()) for one in await work.introductions.hold_expired(work.now(), AT_ONCE)]
    await _save(due, lambda one: IntroductionExpired(introduction=one.id, silent=list(one.silent)), work)
    return len(due)


async def dissolve_introductions(person: PersonId, work: Work) -> None:
    """Nobody is introduced to a leaver, or by one."""
    open_ = await work.introductions.hold_open_of_person(person)
    await _save([one.dissolve() for one in open_], _withdrawn, work)


async def forget_introductions(people: Collection[UUID], work: Work) -> None:
    """They go with any of the three."""
    for introduction in await work.introductions.forget(people):
        work.announce(IntroductionState.gone(introduction))


async def _save(
    introductions: Sequence[Introduction], tell: Callable[[Introduction], Event | None], work: Work
) -> None:
    await work.introductions.save(introductions)
    for one in introductions:
        if (fact := tell(one)) is not None:
            work.announce(fact)
        work.announce(snapshots.of_introduction(one))


def _made(one: Introduction) -> IntroductionMade:
    return IntroductionMade(
        introduction=one.id,
        mentorship=one.mentorship,
        program=one.program,
        by=one.by,
        introduced=one.introduced,
        to=one.to,
    )


def _withdrawn(one: Introduction) -> IntroductionWithdrawn:
    return IntroductionWithdrawn(introduction=one.id, reason=one.reason or "changed")
