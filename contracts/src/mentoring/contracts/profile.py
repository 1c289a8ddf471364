"""What profile tells: who works here, what they offer and seek, how imports went."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from mentoring.contracts.fact import Closed, Event, Instant, Part, State
from mentoring.contracts.words import CareerStage, Employment, SkillLevel, Transition, WorkingStyle

PEOPLE = "profile.people"
PEOPLE_STATE = "profile.people.state"
PARTICIPANTS_STATE = "profile.participants.state"
IMPORTS = "profile.imports"


class PersonState(State, topic=PEOPLE_STATE, key="person"):
    """A person as the HR system knows them."""

    person: UUID
    employee_id: str
    """The HR system's own id; stable, unique."""
    name: str
    """As it is shown."""
    given_name: str
    family_name: str
    email: str | None = None
    locale: str = "en"
    """BCP 47."""
    zone: str = "UTC"
    """IANA time zone."""
    manager: UUID | None = None
    department: str | None = None
    site: str | None = None
    job_title: str | None = None
    function: str | None = None
    """What the person does, whatever the department: Engineering, Sales, Finance."""
    job_level: int | None = None
    """The HR system's level, 1 to 20, rising."""
    career_stage: CareerStage | None = None
    """Derived from the job level."""
    status: Employment = "active"


class Placing(Part):
    """Where a person stands in the company."""

    manager: UUID | None = None
    department: str | None = None
    site: str | None = None
    job_level: int | None = None


class PersonJoined(Event, topic=PEOPLE, key="person"):
    """A person was seen for the first time."""

    person: UUID
    placing: Placing


class PersonMoved(Event, topic=PEOPLE, key="person"):
    """Manager, department, site or level changed."""

    person: UUID
    changed: list[Literal["manager", "department", "site", "job_level"]]
    before: Placing
    after: Placing


class PersonWentOnLeave(Event, topic=PEOPLE, key="person"):
    """A leave began."""

    person: UUID


class PersonReturned(Event, topic=PEOPLE, key="person"):
    """A leave ended."""

    person: UUID


class PersonLeft(Event, topic=PEOPLE, key="person"):
    """The person left the company."""

    person: UUID


class PersonRehired(Event, topic=PEOPLE, key="person"):
    """A person who had left works here again, under the same id."""

    person: UUID
    placing: Placing


class Skill(Part):
    """A skill with its level."""

    name: str
    level: SkillLevel
    """Offered: what the person has. Wanted: what the person wants to reach."""


class ParticipantState(State, topic=PARTICIPANTS_STATE, key="person"):
    """A participant profile: what the person adds to the HR facts."""

    person: UUID
    headline: str = ""
    skills_offered: list[Skill] = Field(default_factory=list)
    skills_wanted: list[Skill] = Field(default_factory=list)
    interests: list[str] = Field(default_factory=list)
    languages: list[str] = Field(default_factory=list)
    """BCP 47, base language."""
    zone: str | None = None
    """Where the person works, if not where HR says."""
    capacity: int = 1
    """How many mentees at once, as a mentor."""
    paused_until: Instant | None = None
    goals: list[str] = Field(default_factory=list)
    """What the person works towards, as topics; the words of a goal are on no topic."""
    transitions_lived: list[Transition] = Field(default_factory=list)
    transitions_sought: list[Transition] = Field(default_factory=list)
    styles: list[WorkingStyle] = Field(default_factory=list)
    meets: Literal["remote", "in-person", "either"] = "either"
    """How the person likes to meet."""


class ImportStarted(Event, topic=IMPORTS, key="import_id"):
    """An HR file was accepted; its rows are being applied."""

    import_id: UUID
    rows: int
    rejected: int
    """Rows that cannot be used; the row report names each."""


class ImportCounts(Part):
    """What an import did, in people."""

    joined: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    rehired: int = 0
    rejected: int = 0
    warned: int = 0


class ImportFinished(Event, topic=IMPORTS, key="import_id"):
    """All rows of an import are applied or reported."""

    import_id: UUID
    counts: ImportCounts


class ImportRefused(Event, topic=IMPORTS, key="import_id"):
    """An HR file was refused whole; nobody was changed."""

    import_id: UUID
    reason: Closed
