"""The made-up people of these tests, and what they are made of."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from mentoring.contracts.profile import PersonState
from mentoring.scheduling.domain.hours import Stretch, Week, week
from mentoring.scheduling.domain.pair import Cadence, Mentorship, Person
from mentoring.scheduling.domain.rules import Rules
from mentoring.scheduling.domain.session import Meeting, Session

ANA = UUID(int=0xA)
BEN = UUID(int=0xB)
CLEO = UUID(int=0xC)
MENTORSHIP = UUID(int=0x10)
PROGRAM = UUID(int=0x20)

OFFICE: Week = week(Stretch(weekday, 9 * 60, 17 * 60) for weekday in range(1, 6))
FORTNIGHTLY = Cadence("P14D", 30)
RULES = Rules(hours=OFFICE, notice=timedelta(hours=2), horizon=timedelta(days=28), step=15)


def a_person(person: UUID = ANA, zone: str = "Europe/Berlin", **changed: Any) -> Person:
    names = {ANA: "Ana Álvarez", BEN: "Ben Őrsi", CLEO: "Cleo, Jr."}
    name = names.get(person, str(person))
    email = f"{name.split()[0].strip(',').lower()}@example.com"
    told = {"employee_id": f"E{person.int}", "name": name, "email": email, "zone": zone, "status": "active"}
    return Person(person, **(told | changed))


def a_person_state(person: UUID = ANA, zone: str = "Europe/Berlin", **changed: Any) -> PersonState:
    known = a_person(person, zone)
    told = {
        "person": person,
        "employee_id": known.employee_id,
        "name": known.name,
        "given_name": known.name.split()[0],
        "family_name": known.name.split()[-1],
        "email": known.email,
        "zone": zone,
    }
    return PersonState.model_validate(told | changed)


def a_mentorship(
    mentorship: UUID = MENTORSHIP,
    mentor: UUID = ANA,
    mentee: UUID = BEN,
    cadence: Cadence | None = FORTNIGHTLY,
    started_on: date = date(2026, 11, 2),
    ends_on: date | None = date(2027, 1, 29),
) -> Mentorship:
    return Mentorship(mentorship, PROGRAM, mentor, mentee, started_on, ends_on, cadence)


def a_session(
    session: UUID,
    starts: datetime,
    minutes: int = 30,
    mentorship: UUID = MENTORSHIP,
    mentor: UUID = ANA,
    mentee: UUID = BEN,
) -> Session:
    meeting = Meeting.at(starts, minutes, "Europe/Berlin")
    return Session(session, mentorship, mentor, mentee, "session", meeting, mentee, changed_at=utc(2026, 11, 1))


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
