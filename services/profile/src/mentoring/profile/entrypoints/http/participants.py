"""Participant profiles: what people add to the facts of HR."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from mentoring.profile.domain.errors import NotYours, PersonMissing
from mentoring.profile.domain.participant import (
    Meeting,
    Participant,
    Skill,
    SkillLevel,
    Transition,
    Wish,
    WorkingStyle,
)
from mentoring.profile.ports import Views, Work
from mentoring.profile.usecases.save_participant import save_participant
from mentoring.runtime import Caller, Doors, IfMatch, known_or_role

participants = Doors(tags=["participants"])
HR = "hr_manager"


class SkillBody(BaseModel):
    """A skill with its level, 1 to 5: what the person has, or wants to reach."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    name: str
    level: SkillLevel


class WishBody(BaseModel):
    """A participant profile as its owner wishes it; what is left out is empty."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, use_attribute_docstrings=True)

    headline: str = ""
    skills_offered: Annotated[list[SkillBody], Field(max_length=1000)] = []
    skills_wanted: Annotated[list[SkillBody], Field(max_length=1000)] = []
    interests: Annotated[list[str], Field(max_length=1000)] = []
    languages: Annotated[list[str], Field(max_length=1000)] = []
    """BCP 47; the base language is kept."""
    zone: str | None = None
    """IANA time zone in which the person works, if not the one that HR says."""
    capacity: int = 1
    """How many mentees at once, as a mentor: 0 to 20."""
    paused_until: AwareDatetime | None = None
    goals: Annotated[list[str], Field(max_length=1000)] = []
    """What the person works towards, as topics of a word or two."""
    transitions_lived: list[Transition] = []
    """Changes in a career that the person has been through, and can tell of."""
    transitions_sought: list[Transition] = []
    styles: list[WorkingStyle] = []
    meets: Meeting = "either"
    """How the person likes to meet."""

    @property
    def wish(self) -> Wish:
        """As the domain knows it."""
        return Wish(
            headline=self.headline,
            skills_offered=tuple(Skill(skill.name, skill.level) for skill in self.skills_offered),
            skills_wanted=tuple(Skill(skill.name, skill.level) for skill in self.skills_wanted),
            interests=tuple(self.interests),
            languages=tuple(self.languages),
            zone=self.zone,
            capacity=self.capacity,
            paused_until=self.paused_until,
            goals=tuple(self.goals),
            transitions_lived=tuple(self.transitions_lived),
            transitions_sought=tuple(self.transitions_sought),
            styles=tuple(self.styles),
            meets=self.meets,
        )


class ParticipantBody(WishBody):
    """A participant profile."""

    person: UUID
    revision: int
    """Also the ETag; 0: never saved, the languages are HR's."""

    @classmethod
    def of(cls, found: Participant) -> Self:
        """As it is sent."""
        wish = WishBody.model_validate(found.wish)
        return cls(**dict(wish), person=found.person, revision=found.revision)


@participants.view("/people/{person_id}/participant", policy=known_or_role(HR), version_of=lambda body: body.revision)
async def look(person_id: UUID, caller: Caller, views: Views) -> ParticipantBody:
    """My profile; HR sees everybody's."""
    if caller.person != person_id and not caller.has(HR):
        raise NotYours
    found = await views.participant(person_id)
    if found is None:
        raise PersonMissing(person=person_id)
    return ParticipantBody.of(found)


@participants.command(
    "PUT", "/people/{person_id}/participant", policy=known_or_role(HR), version_of=lambda body: body.revision
)
async def save(person_id: UUID, read: IfMatch, body: WishBody, caller: Caller, work: Work) -> ParticipantBody:
    """Save my profile, whole; HR may do it for others."""
    saved = await save_participant(person_id, body.wish, read=read, by=caller.person, by_hr=caller.has(HR), work=work)
    return ParticipantBody.of(saved)
