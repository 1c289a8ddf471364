"""A person, as the HR system knows them."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from mentoring.profile.domain.career import CareerStage, career_stage

Employment = Literal["active", "on-leave", "left"]
Happening = Literal["joined", "rehired", "moved", "went-on-leave", "returned", "left"]
Place = Literal["manager", "department", "site", "job_level"]
PLACES: tuple[Place, ...] = ("manager", "department", "site", "job_level")


@dataclass(frozen=True, slots=True)
class Person:
    """HR is the authority on all of this."""

    id: UUID
    employee_id: str
    given_name: str
    family_name: str
    email: str | None = None
    locale: str = "en"
    zone: str = "UTC"
    manager: UUID | None = None
    department: str | None = None
    site: str | None = None
    job_title: str | None = None
    function: str | None = None
    """What the person does, whatever the department."""
    job_level: int | None = None
    status: Employment = "active"
    languages: tuple[str, ...] = ()
    """What HR knows of them; a starting point for the participant profile."""

    @property
    def name(self) -> str:
        """As it is shown."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def career_stage(self) -> CareerStage | None:
        """Derived from the level."""
        return career_stage(self.job_level)


def moves(before: Person, after: Person) -> list[Place]:
    """What of a person's place in the company changed."""
    return [place for place in PLACES if getattr(before, place) != getattr(after, place)]


def happenings(before: Person | None, after: Person) -> list[Happening]:
    """What happened to a person, in the order in which it is told. Nothing where only contact facts changed.

    Who is new or back joins with the new place, so that this is no move; who leaves only leaves.
    """
    if before is None or before.status == "left":
        if after.status == "left":
            return []
        arrived: Happening = "joined" if before is None else "rehired"
        return [arrived, "went-on-leave"] if after.status == "on-leave" else [arrived]
    if after.status == "left":
        return ["left"]
    told: list[Happening] = ["moved"] if moves(before, after) else []
    if before.status != after.status:
        told.append("went-on-leave" if after.status == "on-leave" else "returned")
    return told
