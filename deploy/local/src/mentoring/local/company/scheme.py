"""The mentoring programs of the company: who takes part, what they offer and want, who runs them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mentoring.local.company.people import Employee
from mentoring.local.company.places import DEPARTMENTS, GOALS, INTERESTS, SKILLS_OF_ALL, STYLES, TRANSITIONS

MENTORS, MENTEES = 50, 150
NAME = "Growing together"
_MENTORS_FROM_LEVEL = 10
TOPICS = ("Python", "Cloud architecture", "Data visualisation", "Product analytics", "Storytelling")
"""What the juniors of the reverse program teach."""


@dataclass(frozen=True)
class Participant:
    """One place in the program, and the profile its person has written."""

    person: Employee
    place: str
    """mentor or mentee"""
    capacity: int
    """Mentees at once; 1 for mentees."""
    profile: dict[str, Any]
    """As the participant's door takes it."""


@dataclass(frozen=True)
class Scheme:
    """A program with its people."""

    manager: Employee
    """Runs the program; of the People department."""
    participants: tuple[Participant, ...]

    @property
    def places(self) -> list[dict[str, Any]]:
        """The places in the formal program, as its door takes them."""
        return [_row(one, one.place, one.capacity) for one in self.participants]

    def program(self, today: date, manager: str) -> dict[str, Any]:
        """The formal program as its door takes it; `manager` is the id of the person who runs it."""
        return _terms(NAME, "formal", today, manager) | {
            "objectives": [
                "Six in ten pairs meet at least once a month",
                "Every mentee names one goal and moves it forward",
                "People know somebody outside their own department",
            ],
            "cadence": {"every": "P14D", "minutes": 45},
            "rules": {"not_in_reporting_line": True, "shared_language": True},
            "weights": {
                "skills": 40,
                "goals": 12,
                "transitions": 12,
                "interests": 10,
                "stage": 10,
                "style": 6,
                "zone": 10,
            },
            "answer_within": "P7D",
        }

    def others(self, today: date, manager: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """Further programs of other kinds, each with the places in it, as the doors take them."""
        mentors = [one for one in self.participants if one.place == "mentor"]
        mentees = [one for one in self.participants if one.place == "mentee"]
        knowing = [one for one in mentees if {skill["name"] for skill in one.profile["skills_offered"]} & {*TOPICS}]
        return [
            (
                _terms("Coffee and questions", "informal", today, manager),
                [*(_row(one, "mentor", 2) for one in mentors[:30]), *(_row(one, "mentee", 1) for one in mentees[:80])],
            ),
            (
                _terms("The other way round", "reverse", today, manager)
                | {"topics": list(TOPICS), "weights": {"skills": 0, "interests": 40, "stage": 20, "zone": 40}},
                [*(_row(one, "mentor", 1) for one in knowing[:20]), *(_row(one, "mentee", 1) for one in mentors[:20])],
            ),
            (
                _terms("Circles", "peer", today, manager) | {"group_size": {"least": 3, "most": 6}},
                [_row(one, "peer", 1) for one in mentees[:40]],
            ),
        ]


def _terms(name: str, kind: str, today: date, manager: str) -> dict[str, Any]:
    timeline = {"starts": today.isoformat(), "ends": (today + timedelta(days=180)).isoformat()}
    return {"name": name, "kind": kind, "timeline": timeline, "managers": [manager]}


def _row(one: Participant, place: str, capacity: int) -> dict[str, Any]:
    return {"employee_id": one.person.employee_id, "place": place, "capacity": capacity}


def make_scheme(people: Sequence[Employee], seed: int = 1) -> Scheme:
    """Mentors have as many places as there are mentees at least; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up people, the same at every run
    here = [person for person in people if person.status == "active"]
    managers = [person for person in here if person.department == "People" and person.job_level >= _MENTORS_FROM_LEVEL]
    senior = [person for person in here if _MENTORS_FROM_LEVEL <= person.job_level <= 18 and person not in managers]  # noqa: PLR2004
    junior = [person for person in here if person.job_level < _MENTORS_FROM_LEVEL]
    mentors = chance.sample(senior, min(MENTORS, len(senior)))
    mentees = chance.sample(junior, min(MENTEES, len(junior), 3 * len(mentors)))
    # Every mentor has three or four places, so all mentees could be placed if the rules allow.
    participants = [_participant(person, "mentor", 3 + index % 2, chance) for index, person in enumerate(mentors)]
    participants += [_participant(person, "mentee", 1, chance) for person in mentees]
    # Not the head of the department, who is the HR manager: the two roles can then be told apart.
    return Scheme((managers[1:] or managers or here)[0], tuple(participants))


def _participant(person: Employee, place: str, capacity: int, chance: random.Random) -> Participant:
    own = next((department.skills for department in DEPARTMENTS if department.name == person.department), SKILLS_OF_ALL)
    offered, wanted = (chance.sample(own, 3), SKILLS_OF_ALL) if place == "mentor" else ([], (*own, *SKILLS_OF_ALL))
    offered = [*offered, *chance.sample(SKILLS_OF_ALL, 2)] if place == "mentor" else chance.sample(own, 1)
    wanted_now = [skill for skill in chance.sample(wanted, 3) if skill not in offered]
    words = {
        "mentor": f"{person.job_title} in {person.site.name}, glad to share what I learned the hard way",
        "mentee": f"{person.job_title} in {person.site.name}, looking for a second pair of eyes",
    }
    profile = {
        "headline": words[place],
        "skills_offered": [{"name": skill, "level": chance.randint(3, 5)} for skill in offered],
        "skills_wanted": [{"name": skill, "level": chance.randint(2, 4)} for skill in wanted_now],
        "interests": chance.sample(INTERESTS, 3),
        "languages": list(person.languages),
        "zone": person.site.zone,
        "capacity": capacity,
        **_wishes(person, place, wanted_now),
    }
    return Participant(person, place, capacity, profile)


def _wishes(person: Employee, place: str, wanted: Sequence[str]) -> dict[str, Any]:
    """What they work towards and how they like to work: of a chance of their own, so that the rest stays as it is."""
    chance = random.Random(f"wishes of {person.employee_id}")  # noqa: S311 - made-up people, the same at every run
    changes = chance.sample(TRANSITIONS, chance.randint(1, 3 if place == "mentor" else 2))
    return {
        "goals": chance.sample((*GOALS, *wanted), 2 if place == "mentee" else 1),
        "transitions_lived" if place == "mentor" else "transitions_sought": changes,
        "styles": chance.sample(STYLES, chance.randint(1, 2)),
        "meets": chance.choice(("either", "either", "remote", "in-person")),
    }
