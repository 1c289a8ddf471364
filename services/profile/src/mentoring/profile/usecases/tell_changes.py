"""Change people and tell it: the one way in which HR facts become true, for files, batches and whatever comes."""

from collections.abc import Sequence
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
from mentoring.profile.domain.participant import Participant
from mentoring.profile.domain.person import Happening, Person, happenings, moves
from mentoring.profile.ports import Work
from mentoring.profile.usecases.take_snapshot import participant_state, person_state


async def tell_changes(wished: Sequence[Person], work: Work) -> Counts:
    """People become what HR wishes; what happened to each is told, and nothing of whom nothing changed."""
    known = await work.people.hold([person.id for person in wished])
    joined = [person for person in wished if person.id not in known]
    changed = [person for person in wished if person.id in known and person != known[person.id]]
    await work.people.add(joined)
    await work.people.save(changed)
    counts = {"joined": 0, "rehired": 0, "left": 0, "changed": 0}
    for person in (*joined, *changed):
        before = known.get(person.id)
        told = happenings(before, person)
        for happening in told:
            work.announce(_event(happening, before, person))
        work.announce(person_state(person))
        counts[next((word for word in told if word in counts), "changed")] += 1
    await _tell_languages(joined, changed, known, work)
    return Counts(**counts, unchanged=len(wished) - len(joined) - len(changed))


async def _tell_languages(
    joined: Sequence[Person], changed: Sequence[Person], known: dict[UUID, Person], work: Work
) -> None:
    """Until they save a profile of their own, people are participants with the languages that HR knows."""
    spoken = [person for person in joined if person.languages]
    respoken = [person for person in changed if person.languages != known[person.id].languages]
    own = await work.participants.of([person.id for person in respoken]) if respoken else {}
    for person in (*spoken, *respoken):
        if person.id not in own:
            work.announce(participant_state(Participant.of(person)))


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
