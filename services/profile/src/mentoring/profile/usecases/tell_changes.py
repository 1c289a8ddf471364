"""Change people and tell it: the one way in which HR facts become true, for files, batches and whatever comes."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

from mentoring.contracts.fact import Event
from mentoring.contracts.profile import (
    PersonJoined,
    PersonLeft,
    PersonMoved,
    PersonRehired,
    PersonReturned,
    PersonWentOnLeave,
    Placing,
)
from mentoring.profile.domain.hr_import import Counts
from mentoring.profile.domain.person import Happening, Person, happenings, moves
from mentoring.profile.ports import Work
from mentoring.profile.usecases.take_snapshot import participant_of_hr, person_state

_BREATH: Final = 200
"""People told between two looks at how the saving goes."""


async def tell_changes(wished: Sequence[Person], work: Work) -> Counts:
    """People become what HR wishes; what happened to each is told, and nothing of whom nothing changed.

    The database stores people while we put into words what happened to them: announcing does not need it.
    """
    known = await work.people.hold([person.id for person in wished])
    joined = [person for person in wished if person.id not in known]
    changed = [person for person in wished if person.id in known and person != known[person.id]]
    speaking = await _speaking(joined, changed, known, work)
    saving = asyncio.create_task(_save(joined, changed, work))
    try:
        counts = await _tell([(known.get(person.id), person) for person in (*joined, *changed)], speaking, work)
    finally:
        await saving
    return Counts(**counts, unchanged=len(wished) - len(joined) - len(changed))


async def _save(joined: Sequence[Person], changed: Sequence[Person], work: Work) -> None:
    await work.people.add(joined)
    await work.people.save(changed)


async def _speaking(
    joined: Sequence[Person], changed: Sequence[Person], known: dict[UUID, Person], work: Work
) -> set[UUID]:
    """Until they save a profile of their own, people are participants with the languages that HR knows."""
    spoken = {person.id for person in joined if person.languages}
    respoken = {person.id for person in changed if person.languages != known[person.id].languages}
    own = await work.participants.of(respoken) if respoken else {}
    return spoken | respoken - own.keys()


async def _tell(
    changes: Iterable[tuple[Person | None, Person]], speaking: Collection[UUID], work: Work
) -> dict[str, int]:
    counts = {"joined": 0, "rehired": 0, "left": 0, "changed": 0}
    for place, (before, person) in enumerate(changes):
        if place % _BREATH == 0:
            await asyncio.sleep(0)  # the saving goes on
        told = happenings(before, person)
        for happening in told:
            work.announce(_event(happening, before, person))
        work.announce(person_state(person))
        if person.id in speaking:
            work.announce(participant_of_hr(person))
        counts[next((word for word in told if word in counts), "changed")] += 1
    return counts


def _event(happening: Happening, before: Person | None, after: Person) -> Event:
    match happening:
        case "joined":
            return PersonJoined(person=after.id, placing=_placing(after))
        case "rehired":
            return PersonRehired(person=after.id, placing=_placing(after))
        case "left":
            return PersonLeft(person=after.id)
        case "went-on-leave":
            return PersonWentOnLeave(person=after.id)
        case "returned":
            return PersonReturned(person=after.id)
        case "moved":
            was = after if before is None else before
            changed = moves(was, after)
            return PersonMoved(person=after.id, changed=changed, before=_placing(was), after=_placing(after))


def _placing(person: Person) -> Placing:
    return Placing(manager=person.manager, department=person.department, site=person.site, job_level=person.job_level)
