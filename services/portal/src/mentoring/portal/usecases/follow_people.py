"""People, their profiles and hours, and the imports that bring them."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.contracts.profile import ParticipantState, PersonState
from mentoring.contracts.scheduling import AvailabilityState
from mentoring.portal.domain.notice import holders, persons
from mentoring.portal.ports import ImportNews, Work


async def keep_people(people: Sequence[PersonState], work: Work) -> None:
    """A name that arrives after a proposal fills its placeholder on every page that shows it."""
    await work.model.keep(people)
    await _look_again([person.person for person in people], work)


async def forget_people(people: Sequence[UUID], work: Work) -> None:
    """Who is erased becomes a placeholder again."""
    await work.model.forget(PersonState, people)
    await _look_again(people, work)


async def _look_again(people: Sequence[UUID], work: Work) -> None:
    concerned = await work.model.pairs_of(people)
    await work.model.tell(persons(concerned, "proposals", "mentorships"), work.now())


async def keep_participants(participants: Sequence[ParticipantState], work: Work) -> None:
    """A profile is shown to its owner as it was last saved."""
    await work.model.keep(participants)


async def forget_participants(people: Sequence[UUID], work: Work) -> None:
    """An erased profile is empty."""
    await work.model.forget(ParticipantState, people)


async def keep_availability(availability: Sequence[AvailabilityState], work: Work) -> None:
    """Hours are shown to their owner as they were last saved."""
    await work.model.keep(availability)


async def forget_availability(people: Sequence[UUID], work: Work) -> None:
    """No hours are known any more."""
    await work.model.forget(AvailabilityState, people)


async def keep_import(news: ImportNews, work: Work) -> None:
    """The people of HR see how an import goes."""
    await work.model.keep_import(news)
    await work.model.tell(holders("hr_manager", "imports"), work.now())
