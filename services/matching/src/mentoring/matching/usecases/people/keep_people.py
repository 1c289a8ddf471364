"""Matching's copy of the people follows the company's facts. A person's two halves come in any order."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.contracts.matching import MentorState
from mentoring.contracts.profile import ParticipantState, PersonState, Skill
from mentoring.contracts.scheduling import AvailabilityState
from mentoring.matching.domain.person import Hours, HrRecord, Participant, Status
from mentoring.matching.ports import Work
from mentoring.matching.usecases.introductions.answer_introduction import forget_introductions
from mentoring.matching.usecases.people.look_again import look_again


async def keep_people(people: Sequence[PersonState], work: Work) -> None:
    """What matching needs of HR's part; no names. Whoever stands elsewhere by it has their pairs looked at again."""
    records = [
        HrRecord(
            id=person.person,
            employee_id=person.employee_id,
            email=person.email,
            manager=person.manager,
            status=person.status,
            zone=person.zone,
            locale=person.locale,
            stage=person.career_stage,
            site=person.site,
            department=person.department,
            function=person.function,
        )
        for person in people
    ]
    moved, reporting = await work.people.moved_by(records)
    await work.people.keep(records)
    await look_again(moved, reporting, work)
    await work.mentors.mark([person.person for person in people])


async def forget_people(people: Sequence[UUID], work: Work) -> None:
    """Whoever is gone for good is gone here, too, with every word that was written by them, to them or about them."""
    await work.people.forget(people)
    await work.inputs.forget(people)
    await work.kept.forget(people)
    await work.edits.forget(people)
    await work.proposals.forget(people)
    await work.letters.forget(people)
    await work.bookmarks.forget(people)
    for mentor in await work.mentors.forget(people):
        work.announce(MentorState.gone(mentor))
    await work.agreements.forget(people)
    await work.reflections.forget(people)
    await forget_introductions(people, work)
    await work.careers.forget(people)


async def keep_participants(participants: Sequence[ParticipantState], work: Work) -> None:
    """What people say about themselves."""
    await work.people.keep_participants(
        {
            one.person: Participant(
                skills_offered=_levels(one.skills_offered),
                skills_wanted=_levels(one.skills_wanted),
                interests=frozenset(one.interests),
                languages=frozenset(one.languages),
                zone=one.zone,
                capacity=one.capacity,
                paused_until=one.paused_until,
                goals=frozenset(one.goals),
                transitions_lived=frozenset(one.transitions_lived),
                transitions_sought=frozenset(one.transitions_sought),
                styles=frozenset(one.styles),
                meets=one.meets,
            )
            for one in participants
        }
    )
    await work.mentors.mark([one.person for one in participants])


async def forget_participants(people: Sequence[UUID], work: Work) -> None:
    """What they said about themselves is gone, with every explanation that quotes it."""
    await work.people.forget_participants(people)
    await work.inputs.forget(people)
    await work.proposals.forget(people)


async def keep_hours(told: Sequence[AvailabilityState], work: Work) -> None:
    """When people work, in a usual week."""
    await work.people.keep_hours(
        {
            one.person: Hours(
                one.zone, tuple((part.weekday, _minute(part.starts), _minute(part.ends)) for part in one.hours)
            )
            for one in told
        }
    )


async def forget_hours(people: Sequence[UUID], work: Work) -> None:
    """Scheduling no longer knows them."""
    await work.people.forget_hours(people)


async def keep_status(person: UUID, status: Status, work: Work) -> None:
    """An event about a person's employment may be here before the snapshot that has it."""
    await work.people.set_status(person, status)
    await work.mentors.mark([person])


def _levels(skills: Sequence[Skill]) -> dict[str, int]:
    return {skill.name: skill.level for skill in skills}


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
