"""What falls due around proposals: mentees are passed on, silent mentors frozen, mentors told of."""

import asyncio
from datetime import timedelta

from mentoring.matching.ports import Work
from mentoring.matching.usecases.mentors import freeze_silent as freezing
from mentoring.matching.usecases.mentors import tell_mentors as telling
from mentoring.matching.usecases.proposals import nudge_silent as nudging
from mentoring.matching.usecases.proposals import suggest_best as suggesting
from mentoring.matching.usecases.proposals.pass_on import claim_wishes, grant_wish
from mentoring.runtime import Clock, Works


def add_offer_steps(ticking: Clock) -> None:
    """Each step takes a small number at a time and comes again until nothing is due."""

    @ticking.step(every=timedelta(minutes=1))
    async def nudge_silent(work: Work) -> int:
        """At half their time and a day before their end."""
        return await nudging.nudge_silent(work)

    @ticking.step(every=timedelta(seconds=5))
    async def freeze_silent(work: Work) -> int:
        """One mentor at a time."""
        return await freezing.freeze_silent(work)

    @ticking.step(every=timedelta(seconds=1))
    async def tell_mentors(work: Work) -> int:
        """Whose room or habits have changed."""
        return await telling.tell_mentors(work)

    @ticking.step(every=timedelta(minutes=10))
    async def learn_habit(work: Work) -> int:
        """How mentors here answer."""
        return await telling.learn_habit(work)

    @ticking.job(every=timedelta(seconds=1))
    async def pass_mentees_on(works: Works[Work]) -> int:
        """Wishes of one program at a time: claimed, ranked beside the event loop, granted one by one."""
        async with works() as work:
            choice = await claim_wishes(work)
        if choice is None:
            return 0
        ranked = await asyncio.to_thread(choice.ranked)
        for wish in choice.wishes:
            async with works() as work:
                await grant_wish(wish, ranked.get(wish.proposal, []), work)
        return len(choice.wishes)

    add_suggestions(ticking)


def add_suggestions(ticking: Clock) -> None:
    """Programs that suggest the best for each."""

    @ticking.job(every=timedelta(seconds=5))
    async def suggest_best(works: Works[Work]) -> int:
        """Those who wait in one program at a time: claimed, ranked beside the event loop, offered one by one."""
        async with works() as work:
            waiting = await suggesting.claim_waiting(work)
        if waiting is None:
            return 0
        ranked = await asyncio.to_thread(waiting.ranked)
        for place, pairs in ranked.items():
            async with works() as work:
                await suggesting.suggest_best(place, waiting.program, pairs, work)
        return len(waiting.places)
