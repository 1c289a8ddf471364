"""The whole small company, and a crowd around it."""

from datetime import date, timedelta

from mentoring.contracts import Event, State
from mentoring.contracts.matching import AnswerHours, EnrollmentState, RunState
from mentoring.contracts.profile import ImportCounts, ImportFinished, ParticipantState, Skill
from mentoring.contracts.scheduling import CheckIn, CheckInsState
from tests.integration.portal.world import (
    ACCEPTED_OFFER,
    ANA,
    ASKING_PAIR,
    BEN,
    BENS_PLACE,
    CHI,
    CHIS_PLACE,
    COFFEE,
    DRAFT,
    EVE,
    FLASH,
    IMPORT,
    NAMES,
    NEXT_SESSION,
    NOW,
    OLD_RUN,
    OPA,
    OVER_PAIR,
    PAIR,
    PROGRAM,
    RUN,
    SESSION,
    an_id,
    figures,
    inbox_item,
    introduction,
    mentor,
    mentorship,
    person,
    place,
    program,
    proposal,
    session,
)


def crowd(size: int = 120) -> list[State]:
    """More people in the program, so that its figures look like a program's."""
    told: list[State] = []
    for number in range(size):
        who, pair = an_id(1000 + number), an_id(3000 + number)
        place = "mentor" if number % 3 == 0 else "mentee"
        told.append(EnrollmentState(
            enrollment=an_id(2000 + number), program=PROGRAM, person=who, place=place, capacity=3, state="waiting"
        ))  # fmt: skip
        if number % 6 in {0, 1, 2, 3}:
            other = an_id(1000 + number - number % 3)
            told.append(proposal(an_id(4000 + number), mentor=other, mentee=who, state="agreed", accepted_by=[]))
        if number % 6 in {0, 1}:
            other = an_id(1000 + number - number % 3)
            told.append(mentorship(pair, mentor=other, mentee=who))
            if number % 12 in {0, 1}:
                told.append(session(an_id(5000 + number), mentorship=pair, mentor=other, mentee=who))
    return told


def company() -> list[State | Event]:
    """All of it, in an order that no topic promises."""
    return [
        proposal(),
        proposal(
            ACCEPTED_OFFER, mentor=EVE, mentee=BEN, accepted_by=[BEN], points=64, open_until=NOW + timedelta(days=2)
        ),
        mentorship(),
        session(),
        session(NEXT_SESSION, kind="session", starts=NOW + timedelta(days=9, hours=1)),
        CheckInsState(
            mentorship=PAIR,
            check_ins=[
                CheckIn(number=1, due_on=date(2026, 11, 24), state="booked", session=SESSION),
                CheckIn(number=2, due_on=date(2026, 12, 4), state="unbooked"),
                CheckIn(number=3, due_on=date(2026, 12, 22), state="planned"),
            ],
        ),
        *(inbox_item(number) for number in range(2)),
        inbox_item(2, category="session-booked", subject=SESSION, read_at=NOW),
        inbox_item(3, category="mentorship-started", subject=PAIR, read_at=NOW, added_at=NOW - timedelta(days=1)),
        program(),
        program(program=DRAFT, name="Reverse circle", state="drafted"),
        RunState(run=RUN, program=PROGRAM, state="drafted", started_at=NOW - timedelta(hours=1), figures=figures()),
        RunState(run=OLD_RUN, program=PROGRAM, state="failed", started_at=NOW - timedelta(days=1), failure="too-many"),
        program(program=COFFEE, name="Coffee and questions", kind="informal", mode="self-service", check_ins="free"),
        program(program=FLASH, name="One question", kind="flash", mode="self-service", objectives=["Ask"]),
        place(BENS_PLACE),
        place(CHIS_PLACE, person=CHI, place="mentor", capacity=3),
        introduction(),
        mentorship(ASKING_PAIR, mentor=EVE, state="paused", paused_because="workload", flags=["reporting-line"]),
        mentorship(OVER_PAIR, mentor=OPA, state="ended", reason="no-time", rematch_for=[BEN]),
        mentor(ANA),
        mentor(CHI, taken=3, open_requests=4, answer_hours=AnswerHours(expected=40, low=12, high=160, answers=0)),
        *crowd(),
        *(person(one) for one in NAMES),
        ParticipantState(
            person=ANA,
            headline="Builds platforms that people like to use; happy to talk about growing into lead roles",
            skills_offered=[Skill(name="Distributed systems", level=5), Skill(name="Mentoring", level=4)],
            interests=["climbing", "open source"],
            languages=["en", "es"],
            capacity=3,
        ),
        ParticipantState(
            person=CHI,
            headline="Designs with data",
            skills_offered=[Skill(name="Facilitation", level=5)],
            transitions_lived=["role-change"],
            goals=["Leading a team"],
        ),
        ParticipantState(person=BEN, skills_wanted=[Skill(name="Distributed systems", level=4)], languages=["en"]),
        ImportFinished(import_id=IMPORT, counts=ImportCounts(joined=3, changed=12, unchanged=985, rejected=2)),
    ]
