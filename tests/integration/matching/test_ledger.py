"""What a program came to is counted alike by the fake and by PostgreSQL."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from mentoring.matching.domain.career import Kind, Step
from mentoring.matching.domain.meetings import AskedCheckIn, Meeting
from mentoring.matching.domain.outcomes.comparison import Stratum
from mentoring.matching.domain.outcomes.groups import Cell
from mentoring.matching.domain.reflection import Reflection
from mentoring.matching.ports import Work
from tests.integration.matching.conftest import Store
from tests.integration.matching.test_bond_repositories import ANAS, BENS, CLEOS, FIRST, SECOND, a_mentorship
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    PROGRAM,
    a_program,
    a_proposal,
    a_record,
    a_run,
    an_enrollment,
)

DAY = timedelta(days=1)


async def a_year(store: Store, work: Work) -> None:
    """Ana had Ben and has Cleo; Dan waits; Eva gave up; Ben's place was given up after it."""
    await work.programs.add(a_program())
    await work.people.keep([a_record(ANA, site="Linz"), a_record(BEN, site="Graz"), a_record(CLEO, site="Graz")])
    places = [
        an_enrollment(ANAS.int, ANA, "mentor", 2),
        an_enrollment(BENS.int, BEN, "mentee", enrolled_at=store.at - 10 * DAY),
        an_enrollment(CLEOS.int, CLEO, "mentee", enrolled_at=store.at - 3.5 * DAY),
        an_enrollment(0xD1, DAN, "mentee", enrolled_at=store.at),
        an_enrollment(0xE1, EVA, "mentee", enrolled_at=store.at),
    ]
    await work.enrollments.add(places)
    await work.enrollments.save([places[1].withdrawn(), places[4].withdrawn()])
    await work.runs.add(a_run())
    pairs = a_mentorship(store), a_mentorship(store, SECOND, CLEO, CLEOS)
    for one in pairs:
        offered = a_proposal(
            one.proposal, mentee=one.mentee, mentor_enrollment=ANAS, mentee_enrollment=one.mentee_enrollment
        )
        await work.proposals.add([replace(offered, state="agreed")])
        await work.mentorships.add(one)
    await work.proposals.add(
        [a_proposal(UUID(int=0x399), mentee=DAN, mentee_enrollment=UUID(int=0xD1), state="declined")]
    )
    await work.mentorships.save([pairs[0].end("no-fit", store.at)])


async def test_places_offers_and_pairs_are_counted(store: Store) -> None:
    async with store.works() as work:
        await a_year(store, work)
    async with store.viewing() as views:
        ledger = views.ledger
        assert {
            Cell("mentor", "Linz", None, "mid", 1, 1, 1),
            Cell("mentee", "Graz", None, "mid", 2, 2, 2),
            Cell("mentee", None, None, None, 1, 1, 0),
        } == set(await ledger.cells(PROGRAM))
        assert {10: 1, 3: 1, None: 1} == await ledger.waits(PROGRAM)
        assert {(2, 1): 1} == await ledger.load(PROGRAM)
        assert {"agreed": 2, "declined": 1} == await ledger.proposals(PROGRAM)
        assert {("ended", "no-fit"): 1, ("active", None): 1} == await ledger.mentorships(PROGRAM)
        nothing: list[Mapping[Any, int]] = [
            await ledger.waits(UUID(int=404)),
            await ledger.load(UUID(int=404)),
            await ledger.proposals(UUID(int=404)),
            await ledger.first_meetings(UUID(int=404), store.at),
        ]
        assert [{}] * 4 == nothing
        assert [] == list(await ledger.cells(UUID(int=404)))


async def test_meetings_check_ins_and_satisfaction_are_counted(store: Store) -> None:
    at = store.at
    async with store.works() as work:
        await a_year(store, work)
        await work.behaviours.keep_meetings(
            [
                Meeting(UUID(int=1), SECOND, "booked", at + 2.5 * DAY, at + 2.6 * DAY),
                Meeting(UUID(int=2), SECOND, "booked", at + 5 * DAY, at + 5.1 * DAY),
                Meeting(UUID(int=3), FIRST, "cancelled", at, at + DAY),
            ]
        )
        states = ["done", "booked", "unbooked", "cancelled", "planned"]
        asked = [AskedCheckIn((at + number * DAY).date(), state) for number, state in enumerate(states)]
        await work.behaviours.keep_check_ins({SECOND: asked})
        for person, value in ((ANA, 5), (BEN, None)):
            await work.reflections.add(Reflection(FIRST, person, at, "Well", value))
    async with store.viewing() as views:
        ledger = views.ledger
        assert {None: 1} == await ledger.first_meetings(PROGRAM, at + DAY)
        assert {2: 1} == await ledger.first_meetings(PROGRAM, at + 3 * DAY)
        assert (3, 2) == await ledger.check_ins(PROGRAM, (at + 4 * DAY).date())
        assert (0, 0) == await ledger.check_ins(UUID(int=404), at.date())
        assert {5: 1} == await ledger.satisfaction(PROGRAM)
        assert {} == await ledger.introductions(PROGRAM)


async def test_participants_and_others_are_seen_as_they_stood_at_the_landmark(store: Store) -> None:
    landmark = store.at + 10 * DAY

    def step(person: UUID, days: float, kind: Kind, level: int | None = None, department: str | None = "A") -> Step:
        return Step(f"{person}-{days}", person, landmark + days * DAY, kind, department, None, level)

    steps = [
        step(ANA, -400, "joined", 5),
        step(ANA, -20, "moved", 6),
        step(ANA, 5, "moved", 7),
        step(BEN, -20, "joined", 3),
        step(BEN, 9, "left"),
        step(CLEO, -2000, "joined", 3),
        step(CLEO, 9, "left"),
        step(CLEO, 12, "rehired", 2, "B"),
        step(DAN, -2000, "joined", 3),
        step(DAN, -9, "left"),
        step(EVA, -2000, "joined", None, None),
        step(EVA, 5, "moved", 9),
        step(UUID(int=77), 1, "joined", 3),
    ]
    async with store.works() as work:
        await a_year(store, work)
        await work.careers.add(steps)
        await work.careers.add(steps[:2])
    async with store.viewing() as views:
        late = {
            Stratum(True, 6, "A", "to-three-years", 1, 1, 1),
            Stratum(True, 3, "A", "first-year", 1, 0, 0),
            Stratum(True, 3, "A", "longer", 1, 1, 0),
            Stratum(False, None, None, "longer", 1, 1, 0),
        }
        assert late == set(await views.ledger.strata(PROGRAM, landmark, landmark + 20 * DAY))
        early = await views.ledger.strata(PROGRAM, landmark, landmark)
        assert 4 == sum(one.stayed for one in early)
        elsewhere = await views.ledger.strata(UUID(int=404), landmark, landmark + 20 * DAY)
        assert {Stratum(False, None, None, "longer", 1, 1, 0)} == set(elsewhere)
    async with store.works() as work:
        await work.careers.forget([EVA, ANA])
    async with store.viewing() as views:
        assert 2 == len(await views.ledger.strata(PROGRAM, landmark, landmark + 20 * DAY))
