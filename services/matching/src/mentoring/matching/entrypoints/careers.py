"""What matching reads of people's past: every fact since the first, because a comparison looks back."""

from typing import Final

from mentoring.contracts.profile import PEOPLE, PersonJoined, PersonLeft, PersonMoved, PersonRehired, Placing
from mentoring.matching.ports import Work
from mentoring.matching.usecases.outcomes.keep_careers import keep_step
from mentoring.messaging import Facts, Told

NOWHERE: Final = Placing()


def read_careers(facts: Facts) -> None:
    """Declare the consumer."""
    careers = facts.reaction("matching.careers", PEOPLE, forget_after=None)

    @careers(PersonJoined)
    async def keep_joining(joined: PersonJoined, told: Told, work: Work) -> None:
        """Since when, and where."""
        await keep_step(told.id, told.at, joined.person, "joined", joined.placing, work)

    @careers(PersonMoved)
    async def keep_move(moved: PersonMoved, told: Told, work: Work) -> None:
        """Where to."""
        await keep_step(told.id, told.at, moved.person, "moved", moved.after, work)

    @careers(PersonLeft)
    async def keep_leaving(left: PersonLeft, told: Told, work: Work) -> None:
        """Until when."""
        await keep_step(told.id, told.at, left.person, "left", NOWHERE, work)

    @careers(PersonRehired)
    async def keep_return(rehired: PersonRehired, told: Told, work: Work) -> None:
        """Since when again, and where."""
        await keep_step(told.id, told.at, rehired.person, "rehired", rehired.placing, work)
