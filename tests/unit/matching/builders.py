"""The made-up people of these tests, and what they are made of."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from mentoring.contracts.matching import ProposalMade
from mentoring.contracts.profile import ParticipantState, PersonState, Skill
from mentoring.matching.domain.enrollment import Enrollment, Place
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.person import HrRecord
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.run import Claim, Drafted, Run
from mentoring.matching.domain.terms import AnswerTime, Cadence, Timeline
from mentoring.matching.ports import Work
from mentoring.matching.usecases.people.keep_people import keep_participants
from mentoring.matching.usecases.programs.create_program import Wanted, create_program
from mentoring.matching.usecases.programs.enroll_people import Row, enroll_people
from mentoring.matching.usecases.programs.open_program import open_program
from mentoring.matching.usecases.proposals.accept_proposal import accept_proposal
from mentoring.matching.usecases.runs.draft_run import claim_run, settle_draft
from mentoring.matching.usecases.runs.publish_run import publish_run
from mentoring.matching.usecases.runs.solve_run import solve_run
from mentoring.matching.usecases.runs.start_run import start_run
from tests.unit.matching.memory.work import MemoryWork

ANA = UUID(int=0xA)
BEN = UUID(int=0xB)
CLEO = UUID(int=0xC)
DAN = UUID(int=0xD)
EVA = UUID(int=0xE)
PROGRAM = UUID(int=0x100)
RUN = UUID(int=0x200)
PROPOSAL = UUID(int=0x300)


@dataclass(frozen=True)
class Caller:
    """Who acts, as a token tells."""

    person: UUID | None = None
    roles: frozenset[str] = frozenset()


HR = Caller(EVA, frozenset({"hr_manager"}))


def caller(person: UUID) -> Caller:
    """Somebody without any role."""
    return Caller(person)


def a_record(person: UUID, **changed: Any) -> HrRecord:
    email = f"e{person.int}@example.com"
    record = HrRecord(person, f"E{person.int}", email, None, "active", "Europe/Berlin", "en-GB", "mid")
    return replace(record, **changed)


def a_person_state(person: UUID, **changed: Any) -> PersonState:
    told = {
        "person": person,
        "employee_id": f"E{person.int}",
        "name": "Ana Álvarez",
        "given_name": "Ana",
        "family_name": "Álvarez",
        "email": f"e{person.int}@example.com",
        "zone": "Europe/Berlin",
        "career_stage": "mid",
    }
    return PersonState.model_validate(told | changed)


def a_participant(person: UUID, offers: Any = (), wants: Any = (), **changed: Any) -> ParticipantState:
    told = {
        "skills_offered": [Skill(name=name, level=level) for name, level in dict(offers).items()],
        "skills_wanted": [Skill(name=name, level=level) for name, level in dict(wants).items()],
    }
    return ParticipantState.model_validate({"person": person} | told | changed)


def a_program(**changed: Any) -> Program:
    program = Program(
        id=PROGRAM,
        name="Rising leaders",
        objectives=("Fill 20 lead positions from within",),
        timeline=Timeline(date(2026, 11, 1), date(2027, 4, 30)),
        cadence=Cadence("P14D", 45),
        managers=(EVA,),
        state="open",
    )
    return replace(program, **changed)


def an_enrollment(number: int, person: UUID, place: Place, capacity: int = 1, **changed: Any) -> Enrollment:
    return replace(Enrollment(UUID(int=number), PROGRAM, person, place, capacity), **changed)


def a_run(run: UUID = RUN, **changed: Any) -> Run:
    return replace(Run(run, PROGRAM, started_at=datetime(2026, 11, 2, 8, tzinfo=UTC), seed=7), **changed)


def a_proposal(proposal: UUID = PROPOSAL, **changed: Any) -> Proposal:
    offered = Proposal(
        id=proposal,
        program=PROGRAM,
        run=RUN,
        mentor=ANA,
        mentee=BEN,
        mentor_enrollment=UUID(int=0xA1),
        mentee_enrollment=UUID(int=0xB1),
        made_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
        open_until=datetime(2026, 11, 9, 9, tzinfo=UTC),
        points=70,
        reasons={"skills": 60, "interests": 0, "stage": 0, "zone": 10},
    )
    return replace(offered, **changed)


def a_candidate(person: UUID, places: int = 1, **changed: Any) -> Candidate:
    """English speakers in Berlin, unless told otherwise."""
    one = Candidate(
        enrollment=UUID(int=person.int << 8),
        person=person,
        places=places,
        languages=frozenset({"en"}),
        zone="Europe/Berlin",
        stage=1,
    )
    return replace(one, **changed)


def a_cohort(mentors: Sequence[Candidate], mentees: Sequence[Candidate], **changed: Any) -> Cohort:
    return replace(Cohort(tuple(mentors), tuple(mentees), year=2026), **changed)


async def an_open_program(work: Work, *, answer_within: str = "P7D", **changed: Any) -> UUID:
    """Run by EVA."""
    wanted: dict[str, Any] = {
        "name": "Rising leaders",
        "objectives": ["Fill 20 lead positions from within"],
        "timeline": Timeline(date(2026, 11, 1), date(2027, 4, 30)),
        "answer_within": AnswerTime(answer_within),
        "managers": [EVA],
    }
    by = changed.pop("by", HR)
    program = await create_program(Wanted(**(wanted | changed)), by=by, work=work)
    await open_program(program, by=HR, work=work)
    return program


async def people_work_here(work: Work, *people: UUID, **changed: Any) -> None:
    await work.people.keep(a_record(person, **changed) for person in people)


async def they_say(work: Work, *participants: ParticipantState) -> None:
    await keep_participants(participants, work)


async def enrolled(work: Work, program: UUID, *rows: Row) -> list[UUID]:
    reports = await enroll_people(program, rows, by=HR, work=work)
    assert [report.refusal for report in reports] == [None] * len(rows)
    return [report.enrollment for report in reports if report.enrollment is not None]


async def a_drafted_run(work: Work, program: UUID) -> UUID:
    """Started, and solved on the spot."""
    run = await start_run(program, by=HR, work=work)
    claim = await claim_run(work)
    assert claim is not None
    assert await settle_draft(claim, await solved(claim, work), work)
    return run


async def solved(claim: Claim, work: Work) -> Drafted:
    """By the same steps as in the solver's process."""

    @asynccontextmanager
    async def works() -> AsyncIterator[Work]:
        yield work

    return await solve_run(claim, works, lambda _phase, _done, _of: None)


async def published_proposals(work: MemoryWork, program: UUID) -> list[UUID]:
    """Drafted and published; the ids of the proposals, best first."""
    before = len(work.announced(ProposalMade))
    await publish_run(await a_drafted_run(work, program), by=HR, work=work)
    return [made.proposal for made in work.announced(ProposalMade)[before:]]


async def ana_is_proposed_to_ben(work: MemoryWork) -> UUID:
    """Ana offers what Ben wants; both are asked."""
    await people_work_here(work, ANA, BEN, EVA)
    await they_say(work, a_participant(ANA, offers={"SQL": 4}), a_participant(BEN, wants={"sql": 3}))
    program = await an_open_program(work)
    await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN))
    (proposal,) = await published_proposals(work, program)
    return proposal


async def ana_mentors_ben(work: MemoryWork, **terms: Any) -> UUID:
    """Both said yes; nothing is announced so far."""
    await people_work_here(work, ANA, BEN, EVA)
    await they_say(work, a_participant(ANA, offers={"SQL": 4}), a_participant(BEN, wants={"sql": 3}))
    program = await an_open_program(work, **terms)
    await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN))
    (proposal,) = await published_proposals(work, program)
    await accept_proposal(proposal, by=ANA, work=work)
    mentorship = await accept_proposal(proposal, by=BEN, work=work)
    assert mentorship is not None
    work.forget_announced()
    return mentorship


A_WEEK = timedelta(days=7)
