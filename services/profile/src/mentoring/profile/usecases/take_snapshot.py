"""Nouns as the snapshots that the topics tell."""

from mentoring.contracts.profile import ParticipantState, PersonState
from mentoring.contracts.profile import Skill as ToldSkill
from mentoring.profile.domain.participant import Participant, Skill
from mentoring.profile.domain.person import Person


def person_state(person: Person) -> PersonState:
    """The person as other services know them."""
    return PersonState(
        person=person.id,
        employee_id=person.employee_id,
        name=person.name,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        locale=person.locale,
        zone=person.zone,
        manager=person.manager,
        department=person.department,
        site=person.site,
        job_title=person.job_title,
        function=person.function,
        job_level=person.job_level,
        career_stage=person.career_stage,
        status=person.status,
    )


def participant_of_hr(person: Person) -> ParticipantState:
    """The profile of somebody who has not saved one: what HR knows, and nothing else."""
    return ParticipantState(person=person.id, languages=list(person.languages))


def participant_state(participant: Participant) -> ParticipantState:
    """The profile as other services know it."""
    wish = participant.wish
    return ParticipantState(
        person=participant.person,
        headline=wish.headline,
        skills_offered=_told(wish.skills_offered),
        skills_wanted=_told(wish.skills_wanted),
        interests=list(wish.interests),
        languages=list(wish.languages),
        zone=wish.zone,
        capacity=wish.capacity,
        paused_until=wish.paused_until,
        goals=list(wish.goals),
        transitions_lived=list(wish.transitions_lived),
        transitions_sought=list(wish.transitions_sought),
        styles=list(wish.styles),
        meets=wish.meets,
    )


def _told(skills: tuple[Skill, ...]) -> list[ToldSkill]:
    return [ToldSkill(name=skill.name, level=skill.level) for skill in skills]
