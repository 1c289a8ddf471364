"""A small company as the topics tell it: contract facts, with the versions that their owners would give."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from mentoring.contracts import Envelope, Event, State, Tombstone
from mentoring.contracts.matching import (
    AnswerHours,
    Cadence,
    Certificate,
    EnrollmentState,
    GroupFigures,
    HealthReason,
    IntroductionState,
    LoadFigures,
    MentorshipState,
    MentorState,
    ProgramState,
    ProposalState,
    Reason,
    Rules,
    RunFigures,
    Timeline,
    Weights,
)
from mentoring.contracts.notification import InboxItemState
from mentoring.contracts.profile import PersonState
from mentoring.contracts.scheduling import Meeting, SessionState
from mentoring.messaging.inbox.records import Record

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning."""


def an_id(number: int) -> UUID:
    """A readable id."""
    return UUID(int=0x0192_5000_0000_7000_8000_0000_0000_0000 + number)


ANA, BEN, CHI, EVE, HAL, OPA = (an_id(number) for number in range(1, 7))
PROGRAM, DRAFT, RUN, OLD_RUN = (an_id(number) for number in range(20, 24))
COFFEE, FLASH = (an_id(number) for number in range(24, 26))
BENS_PLACE, CHIS_PLACE = (an_id(number) for number in range(26, 28))
OFFER, ACCEPTED_OFFER, LATE_OFFER, REQUEST = (an_id(number) for number in range(30, 34))
PAIR, SESSION, NEXT_SESSION = (an_id(number) for number in range(40, 43))
IMPORT = an_id(60)
INTRODUCTION = an_id(61)
ASKING_PAIR, OVER_PAIR = an_id(45), an_id(46)

NAMES = {
    ANA: ("E1", "Ana Ruiz", "Principal Engineer", "Platform", "America/New_York", "en-US"),
    BEN: ("E2", "Ben Okafor", "Engineer", "Payments", "Europe/Berlin", "en-GB"),
    CHI: ("E3", "Chi Tran", "Staff Designer", "Product Design", "Europe/Berlin", "de-DE"),
    EVE: ("E4", "Eve Lindqvist", "Head of People Programs", "People", "Europe/Stockholm", "en-GB"),
    HAL: ("E5", "Hal Moreau", "HR Manager", "People", "Europe/Paris", "en-GB"),
    OPA: ("E6", "Opa Nilsson", "Site Reliability Engineer", "Engineering", "Europe/Berlin", "en-GB"),
}


def person(of: UUID, **more: Any) -> PersonState:
    """One of the six."""
    employee_id, name, title, department, zone, locale = NAMES[of]
    given, _, family = name.partition(" ")
    return PersonState(
        person=of,
        employee_id=employee_id,
        name=name,
        given_name=given,
        family_name=family,
        email=f"{given.lower()}@example.com",
        locale=locale,
        zone=zone,
        department=department,
        job_title=title,
        **more,
    )


def program(**more: Any) -> ProgramState:
    """The open one; Eve runs it."""
    said: dict[str, Any] = {
        "program": PROGRAM,
        "name": "Grow 2027",
        "kind": "formal",
        "state": "open",
        "objectives": ["Every new engineer has somebody to ask within a month", "More women in leadership by autumn"],
        "timeline": Timeline(starts=date(2026, 11, 2), ends=date(2027, 5, 31)),
        "cadence": Cadence(every="P2W", minutes=45),
        "rules": Rules(),
        "weights": Weights(),
        "managers": [EVE],
    }
    return ProgramState(**(said | more))


def proposal(of: UUID = OFFER, **more: Any) -> ProposalState:
    """Ana for Ben, open for five days."""
    said: dict[str, Any] = {
        "proposal": of,
        "program": PROGRAM,
        "run": RUN,
        "mentor": ANA,
        "mentee": BEN,
        "state": "open",
        "open_until": NOW + timedelta(days=4, hours=6),
        "points": 82,
        "reasons": [
            Reason(code="skills", points=48),
            Reason(code="interests", points=16),
            Reason(code="stage", points=10),
            Reason(code="zone", points=8),
        ],
    }
    return ProposalState(**(said | more))


def place(of: UUID, **more: Any) -> EnrollmentState:
    """Ben's, as a mentee where people ask one another."""
    said: dict[str, Any] = {"enrollment": of, "program": COFFEE, "person": BEN, "place": "mentee", "state": "waiting"}
    return EnrollmentState(**(said | more))


def mentorship(of: UUID = PAIR, **more: Any) -> MentorshipState:
    """Chi is Ben's mentor."""
    said: dict[str, Any] = {
        "mentorship": of,
        "program": PROGRAM,
        "mentor": CHI,
        "mentee": BEN,
        "state": "active",
        "started_at": NOW - timedelta(days=20),
        "ends_on": date(2027, 5, 31),
        "cadence": Cadence(every="P2W", minutes=45),
        "phase": "Working together",
        "health": "watch",
        "health_reasons": [HealthReason(code="overdue", value=2), HealthReason(code="drifting", value=31)],
    }
    return MentorshipState(**(said | more))


def introduction(of: UUID = INTRODUCTION, **more: Any) -> IntroductionState:
    """Chi would like Ben to know Ana."""
    said: dict[str, Any] = {
        "introduction": of,
        "mentorship": PAIR,
        "program": PROGRAM,
        "by": CHI,
        "introduced": BEN,
        "to": ANA,
        "state": "asked",
        "asked_at": NOW - timedelta(hours=5),
        "open_until": NOW + timedelta(days=13),
    }
    return IntroductionState(**(said | more))


def session(of: UUID = SESSION, **more: Any) -> SessionState:
    """Ben and Chi, tomorrow at 14:00 in Berlin."""
    starts = more.pop("starts", NOW + timedelta(days=1, hours=4))
    said: dict[str, Any] = {
        "session": of,
        "mentorship": PAIR,
        "mentor": CHI,
        "mentee": BEN,
        "kind": "check-in",
        "state": "booked",
        "meeting": Meeting(starts=starts, ends=starts + timedelta(minutes=45), zone="Europe/Berlin"),
        "sequence": 0,
    }
    return SessionState(**(said | more))


def inbox_item(number: int, of: UUID = BEN, **more: Any) -> InboxItemState:
    """Something that came for Ben."""
    said: dict[str, Any] = {
        "item": an_id(500 + number),
        "person": of,
        "category": "proposal-to-answer",
        "subject": OFFER,
        "added_at": NOW - timedelta(minutes=12 * number + 4),
    }
    return InboxItemState(**(said | more))


def figures(pairs: int = 84) -> RunFigures:
    """Of a run over a hundred mentees."""
    return RunFigures(
        mentees=90,
        mentors=34,
        places=96,
        pairs=pairs,
        unmatched=6,
        total_points=5964,
        lowest_points=31,
        median_points=72.5,
        histogram=[0, 0, 0, 2, 5, 9, 17, 28, 19, 4],
        certificate=Certificate(value=5964, bound=5964, gap=0, gap_percent=0, rounds=7, audited=84, violations=0),
        blocking_pairs=3,
        load=LoadFigures(used=32, full=21, heaviest=4, shares=[2, 0, 0, 3, 0, 8, 0, 0, 0, 21]),
        groups=[
            GroupFigures(by="site", group="Berlin", mentees=52, matched=50, mean_points=71.5),
            GroupFigures(by="site", group="Porto", mentees=38, matched=34, mean_points=70.2),
            GroupFigures(by="stage", group="mid", mentees=81, matched=76, mean_points=71.9),
            GroupFigures(by="stage", group="other", mentees=9, matched=8, mean_points=64.0),
        ],
        seconds=0.4,
    )


def mentor(of: UUID, **more: Any) -> MentorState:
    """With a place free, and an answer to be expected in a day."""
    said: dict[str, Any] = {
        "person": of,
        "places": 3,
        "taken": 1,
        "open_requests": 1,
        "answer_hours": AnswerHours(expected=26, low=9, high=70, answers=6),
    }
    return MentorState(**(said | more))


class Ledger:
    """Gives records their versions and places, as the outbox and the broker would."""

    def __init__(self) -> None:
        self.versions: dict[tuple[str, str], int] = defaultdict(int)
        self._offset = 0

    def record(self, fact: State | Event | Tombstone) -> Record:
        """The fact as it would lie in its topic."""
        self._offset += 1
        aggregate = fact.message_topic.removesuffix(".state"), fact.message_key
        self.versions[aggregate] += 1
        envelope = Envelope(
            id=f"fact-{self._offset}",
            type=fact.ce_type,
            source="/tests",
            subject=fact.message_key,
            time=NOW,
            version=self.versions[aggregate],
        )
        value = fact.encoded()
        headers = tuple(envelope.headers(tombstone=value is None))
        return Record(fact.message_topic, 0, self._offset, NOW, fact.message_key.encode(), value, headers)
