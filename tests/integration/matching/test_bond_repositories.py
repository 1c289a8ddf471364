"""What the use cases of mentorships rely on: the same for the fake and for PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from mentoring.matching.domain.agreement import Agreement, Standing
from mentoring.matching.domain.errors.introductions import IntroductionUnknown
from mentoring.matching.domain.flags import Flag
from mentoring.matching.domain.health import Finding, Verdict
from mentoring.matching.domain.introduction import Introduction
from mentoring.matching.domain.meetings import AskedCheckIn, Meeting, MeetingState, Seen
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.reflection import Reflection
from mentoring.matching.domain.terms import Phase
from mentoring.matching.ports import Work
from tests.integration.matching.conftest import Store
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

ANAS, BENS, CLEOS = UUID(int=0xA1), UUID(int=0xB1), UUID(int=0xC1)
FIRST, SECOND = UUID(int=0x401), UUID(int=0x402)


def a_mentorship(at: Store, number: UUID = FIRST, mentee: UUID = BEN, place: UUID = BENS) -> Mentorship:
    return Mentorship(
        id=number,
        program=PROGRAM,
        proposal=UUID(int=number.int - 0x100),
        mentor=ANA,
        mentee=mentee,
        mentor_enrollment=ANAS,
        mentee_enrollment=place,
        started_at=at.at,
        ends_on=a_program().timeline.ends,
        cadence=a_program().cadence,
    )


async def two_mentorships(store: Store, work: Work) -> tuple[Mentorship, Mentorship]:
    """Ana's with Ben, and with Cleo."""
    await work.programs.add(a_program())
    await work.enrollments.add(
        [
            an_enrollment(ANAS.int, ANA, "mentor", 2),
            an_enrollment(BENS.int, BEN, "mentee"),
            an_enrollment(CLEOS.int, CLEO, "mentee"),
        ]
    )
    await work.runs.add(a_run())
    pair = a_mentorship(store), a_mentorship(store, SECOND, CLEO, CLEOS)
    for one in pair:
        offered = a_proposal(one.proposal, mentee=one.mentee, mentee_enrollment=one.mentee_enrollment, state="agreed")
        await work.proposals.add([offered])
        await work.mentorships.add(one)
    return pair


async def test_everything_about_a_mentorship_comes_back(store: Store) -> None:
    async with store.works() as work:
        first, _ = await two_mentorships(store, work)
        agreeing = first.agreeing(Standing(3, 2, frozenset({ANA, BEN})))
        verdict = Verdict("watch", (Finding("silent", 40, "watch"),), store.at)
        befallen = replace(
            agreeing.flagged("reporting-line", store.at).flagged("location", store.at).kept("location"),
            ends_on=date(2027, 12, 31),
            phases=(),
            rematch_for=frozenset({BEN}),
            resumed_at=store.at,
        ).judged(verdict)
        paused = befallen.paused("absence", store.at, store.at.date() + timedelta(days=3))
        await work.mentorships.save([paused])
    async with store.works() as work:
        assert paused == await work.mentorships.hold(FIRST)
        assert Flag("location", store.at, "keep") in paused.flags
        assert [paused] == list(await work.mentorships.hold_all([FIRST, UUID(int=404), FIRST]))
    async with store.viewing() as views:
        assert paused == await views.mentorship(FIRST)


async def test_a_pair_without_a_rhythm_comes_back_without(store: Store) -> None:
    async with store.works() as work:
        await two_mentorships(store, work)
        free = replace(
            a_mentorship(store, UUID(int=0x403)),
            cadence=None,
            peers=True,
            group=UUID(int=7),
            phases=(Phase("One", "P2W"), Phase("Two", "P1D")),
            phase=1,
            mentor=BEN,
            mentee=CLEO,
        )
        await work.proposals.add([a_proposal(free.proposal, mentor=BEN, mentee=CLEO, state="agreed")])
        await work.mentorships.add(free)
    async with store.works() as work:
        assert free == await work.mentorships.get(free.id)


async def test_what_falls_due_comes_oldest_first(store: Store) -> None:
    async with store.works() as work:
        first, second = await two_mentorships(store, work)
        today = store.at.date()
        assert [] == list(await work.mentorships.hold_for_next_phase(today + timedelta(days=999), 9))
        await work.mentorships.save(
            [
                replace(first, ends_on=today + timedelta(days=9)).paused("other", store.at, today + timedelta(days=5)),
                replace(second, ends_on=today + timedelta(days=8)).paused("other", store.at, today + timedelta(days=6)),
            ]
        )

        async def ids(*, over: int | None = None, resume: int | None = None, most: int = 9) -> list[UUID]:
            if over is not None:
                found = await work.mentorships.over(today + timedelta(days=over), most)
            else:
                found = await work.mentorships.hold_to_resume(today + timedelta(days=resume or 0), most)
            return [one.id for one in found]

        assert ([], [SECOND], [SECOND, FIRST], [SECOND]) == (
            await ids(over=8),
            await ids(over=9),
            await ids(over=10),
            await ids(over=10, most=1),
        )
        assert ([], [FIRST], [FIRST, SECOND]) == (await ids(resume=4), await ids(resume=5), await ids(resume=6))
        await work.mentorships.save([first.completed(store.at), second.end("agreed", store.at)])
        assert ([], []) == (await ids(over=99), await ids(resume=99))


async def test_the_next_phase_is_looked_for_by_its_first_day(store: Store) -> None:
    async with store.works() as work:
        await two_mentorships(store, work)
        phased = replace(
            a_mentorship(store, UUID(int=0x403)),
            phases=(Phase("One", "P2W"), Phase("Two", "P1D")),
            phase=1,
            mentor=BEN,
            mentee=CLEO,
        )
        await work.proposals.add([a_proposal(phased.proposal, mentor=BEN, mentee=CLEO, state="agreed")])
        await work.mentorships.add(phased)
        day = store.at.date() + timedelta(days=14)
        assert [] == list(await work.mentorships.hold_for_next_phase(day - timedelta(days=1), 9))
        assert [phased] == list(await work.mentorships.hold_for_next_phase(day, 9))
        await work.mentorships.save([phased.progressed(day)])
        assert [] == list(await work.mentorships.hold_for_next_phase(day + timedelta(days=99), 9))


async def test_words_are_kept_for_the_two_and_go_with_either(store: Store) -> None:
    words = Agreement(("Lead", "{b}, «c»"), "Weekly", "", ANA, store.at)
    async with store.works() as work:
        await two_mentorships(store, work)
        for mentorship in (FIRST, SECOND):
            await work.agreements.set(mentorship, words)
            assert await work.reflections.add(Reflection(mentorship, ANA, store.at, "Good", 5))
            assert not await work.reflections.add(Reflection(mentorship, ANA, store.at, "Bad", 1))
        assert await work.reflections.add(Reflection(FIRST, BEN, store.at + timedelta(days=1), "Well", None))
        await work.agreements.set(FIRST, replace(words, goals=("Other",), set_by=BEN))
    async with store.viewing() as views:
        assert replace(words, goals=("Other",), set_by=BEN) == await views.agreement(FIRST)
        assert [(ANA, "Good", 5), (BEN, "Well", None)] == [
            (one.person, one.words, one.satisfaction) for one in await views.reflections(FIRST)
        ]
    async with store.works() as work:
        await work.agreements.forget([BEN])
        await work.reflections.forget([BEN])
        assert await work.agreements.of(FIRST) is None
        assert words == await work.agreements.of(SECOND)
        assert [("", 5)] == [(one.words, one.satisfaction) for one in await work.reflections.of(FIRST)]
        assert [("Good", 5)] == [(one.words, one.satisfaction) for one in await work.reflections.of(SECOND)]


async def test_pairs_are_found_of_whoever_moved_and_of_all_below_whoever_reports_elsewhere(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_record(DAN), a_record(EVA, manager=DAN), a_record(CLEO, manager=EVA)])
        assert [] == list(await work.mentorships.of_moved([ANA], [DAN]))
        first, second = await two_mentorships(store, work)
        assert [first, second] == list(await work.mentorships.of_moved([ANA], []))
        assert [first] == list(await work.mentorships.of_moved([BEN], []))
        assert [] == list(await work.mentorships.of_moved([], [DAN]))
        await work.people.keep([a_record(DAN, manager=ANA)])
        assert [second] == list(await work.mentorships.of_moved([], [DAN]))
        assert [second] == list(await work.mentorships.of_moved([], [CLEO]))
        assert [] == list(await work.mentorships.of_moved([DAN, EVA], [ANA]))
        assert [first, second] == list(await work.mentorships.of_moved([BEN], [DAN]))
        await work.people.keep([a_record(DAN)])
        flagged = second.flagged("reporting-line", store.at)
        await work.mentorships.save([flagged])
        assert [flagged] == list(await work.mentorships.of_moved([], [DAN]))
        await work.mentorships.save([second.end("left", store.at)])
        assert [] == list(await work.mentorships.of_moved([], [DAN]))


async def test_a_move_is_seen_before_the_records_are_kept(store: Store) -> None:
    async with store.works() as work:
        records = [a_record(ANA, manager=DAN, site="Linz"), a_record(BEN)]
        assert ({ANA, BEN}, {ANA, BEN}) == await work.people.moved_by(records)
        await work.people.keep(records)
        assert (set(), set()) == await work.people.moved_by(records)
        assert ({ANA}, set()) == await work.people.moved_by([a_record(ANA, manager=DAN, site="Graz"), a_record(BEN)])
        assert ({ANA}, {ANA}) == await work.people.moved_by([a_record(ANA, manager=None, site="Linz")])
        assert (set(), set()) == await work.people.moved_by([a_record(BEN, email="other@example.com")])


async def test_the_newest_place_that_a_leaver_gave_up_comes_back_where_the_program_is_open(store: Store) -> None:
    gone = [an_enrollment(number, ANA, "mentor").withdrawn("left") for number in (1, 2)]
    own, elsewhere = UUID(int=0x101), UUID(int=0x102)
    async with store.works() as work:
        await work.programs.add(a_program())
        await work.programs.add(a_program(id=elsewhere, state="closed"))
        await work.programs.add(a_program(id=own))
        for one in (
            *gone,
            an_enrollment(3, ANA, "mentee").withdrawn("left"),
            an_enrollment(4, ANA, "mentee"),
            an_enrollment(5, ANA, "mentor", program=elsewhere).withdrawn("left"),
            an_enrollment(6, ANA, "mentor", program=own).withdrawn(),
            an_enrollment(7, BEN, "mentor").withdrawn("left"),
        ):
            await work.enrollments.add([replace(one, state="waiting")])
            await work.enrollments.save([one])
        assert [gone[1]] == list(await work.enrollments.hold_of_leaver(ANA))
        await work.enrollments.save([gone[1].restored()])
        assert [] == list(await work.enrollments.hold_of_leaver(ANA))
        assert {own, elsewhere} == set(await work.programs.of([own, elsewhere, UUID(int=404)]))


async def test_what_ended_because_somebody_left_is_found_by_the_places(store: Store) -> None:
    async with store.works() as work:
        first, second = await two_mentorships(store, work)
        left, fit = first.end("left", store.at), second.end("no-fit", store.at)
        await work.mentorships.save([left, fit])
        assert [left] == list(await work.mentorships.ended_by_leaving([ANAS]))
        assert [left] == list(await work.mentorships.ended_by_leaving([BENS, CLEOS]))
        assert [] == list(await work.mentorships.ended_by_leaving([CLEOS]))


def an_introduction(store: Store, number: int = 0x501, to: UUID = DAN, **changed: Any) -> Introduction:
    asked = Introduction(
        id=UUID(int=number),
        mentorship=FIRST,
        program=PROGRAM,
        by=ANA,
        introduced=BEN,
        to=to,
        asked_at=store.at,
        open_until=store.at + timedelta(days=14),
    )
    return replace(asked, **changed)


async def test_an_introduction_comes_back_as_it_stands(store: Store) -> None:
    first, again = an_introduction(store), an_introduction(store, 0x502)
    async with store.works() as work:
        await two_mentorships(store, work)
        assert await work.introductions.add(first, "{Dan}, meet «Ben»")
        assert not await work.introductions.add(again, "")
        assert (1, 0) == (await work.introductions.open_in(FIRST), await work.introductions.open_in(SECOND))
    async with store.works() as work:
        made = (await work.introductions.hold(first.id)).agree(DAN, store.at).agree(BEN, store.at)
        await work.introductions.save([made.came_to("met", BEN)])
        assert not await work.introductions.add(again, "")
        await work.introductions.save([replace(made, state="declined", declined_by=DAN, reason="no-fit")])
        assert await work.introductions.add(again, "")
        with pytest.raises(IntroductionUnknown):
            await work.introductions.get(UUID(int=404))
    async with store.viewing() as views:
        assert "{Dan}, meet «Ben»" == await views.introduction_message(first.id)
        declined = await views.introduction(first.id)
        assert ("declined", DAN, "no-fit", frozenset({BEN, DAN})) == (
            declined.state,
            declined.declined_by,
            declined.reason,
            declined.agreed_by,
        )
        for person in (ANA, BEN, DAN):
            assert [again, declined] == list(await views.introductions(person, after=None, most=9))
        assert [declined] == list(await views.introductions(BEN, after=again.id, most=9))
        assert [again] == list(await views.introductions(BEN, after=None, most=1))
        assert [] == list(await views.introductions(CLEO, after=None, most=9))
        assert [again, declined] == list(await views.introductions_of_mentorship(FIRST))


async def test_open_introductions_are_found_by_hour_and_by_person_and_go_with_any_of_the_three(store: Store) -> None:
    late, soon = an_introduction(store), an_introduction(store, 0x502, CLEO, open_until=store.at + timedelta(days=1))
    async with store.works() as work:
        await two_mentorships(store, work)
        for one in (late, soon):
            await work.introductions.add(one, "")
        due = store.at + timedelta(days=14)
        assert [soon, late] == list(await work.introductions.hold_expired(due, 9))
        assert [soon] == list(await work.introductions.hold_expired(due, 1))
        assert [soon] == list(await work.introductions.hold_expired(due - timedelta(days=1), 9))
        assert [late, soon] == list(await work.introductions.hold_open_of_person(ANA))
        assert [soon] == list(await work.introductions.hold_open_of_person(CLEO))
        await work.introductions.save([late.dissolve()])
        assert [soon] == list(await work.introductions.hold_open_of_person(BEN))
        assert [late.id] == list(await work.introductions.forget([DAN, EVA]))
        assert [soon.id] == list(await work.introductions.forget([ANA]))
        assert [] == list(await work.introductions.forget([ANA]))


async def test_what_a_pair_did_is_seen_in_one_look(store: Store) -> None:
    at, day = store.at, timedelta(days=1)

    def met(number: int, days: int, state: MeetingState, mentorship: UUID = FIRST) -> Meeting:
        starts = at + days * day
        return Meeting(UUID(int=0x600 + number), mentorship, state, starts, starts + timedelta(hours=1))

    now = at + 100 * day
    async with store.works() as work:
        await two_mentorships(store, work)
        await work.behaviours.keep_meetings(
            [
                met(1, 10, "held"),
                met(2, 20, "booked"),
                met(3, 30, "cancelled"),
                met(4, 5, "missed"),
                met(5, 40, "missed"),
                met(6, 120, "booked"),
                met(7, 99, "booked", UUID(int=404)),
            ]
        )
        asked = [(0, "planned"), (7, "unbooked"), (99, "planned"), (100, "planned"), (50, "done"), (60, "overdue")]
        await work.behaviours.keep_check_ins(
            {FIRST: [AskedCheckIn((at + days * day).date(), state) for days, state in asked]}
        )
        seen = await work.behaviours.seen([FIRST, SECOND], now)
        assert Seen(at + 20 * day, at + 10 * day, ahead=True, missed=1, overdue=3) == seen[FIRST]
        assert Seen() == seen[SECOND]
        assert {} == await work.behaviours.seen([], now)
        resumed = replace(a_mentorship(store), resumed_at=at + 50 * day)
        await work.mentorships.save([resumed])
        assert (0, 2) == ((found := (await work.behaviours.seen([FIRST], now))[FIRST]).missed, found.overdue)
        await work.behaviours.keep_meetings([met(2, 20, "missed"), met(6, 130, "cancelled")])
        await work.behaviours.forget_meetings([UUID(int=0x601)])
        await work.behaviours.forget_check_ins([FIRST])
        assert Seen() == (await work.behaviours.seen([FIRST], now))[FIRST]


async def test_judgements_come_when_they_are_due_and_again(store: Store) -> None:
    at, day = store.at, timedelta(days=1)
    async with store.works() as work:
        await work.behaviours.judge_at([FIRST, SECOND, FIRST], at + day)
        assert [] == list(await work.behaviours.due(at, 9))
        await work.behaviours.judge_at([SECOND], at)
        await work.behaviours.judge_at([SECOND], at + 3 * day)
        assert [SECOND] == list(await work.behaviours.due(at, 9))
        assert [SECOND, FIRST] == list(await work.behaviours.due(at + day, 9))
        assert [SECOND] == list(await work.behaviours.due(at + day, 1))
        await work.behaviours.hold([FIRST, SECOND])
        await work.behaviours.judged([FIRST], [SECOND], at + 2 * day)
        assert ([], [FIRST]) == (
            list(await work.behaviours.due(at + day, 9)),
            list(await work.behaviours.due(at + 2 * day, 9)),
        )


async def test_those_at_risk_come_worst_first_and_those_paused_not_at_all(store: Store) -> None:
    watch = Verdict("watch", (Finding("overdue", 1, "watch"),), store.at)
    risk = Verdict("at-risk", (Finding("silent", 50, "at-risk"),), store.at)
    async with store.works() as work:
        first, second = await two_mentorships(store, work)
        await work.mentorships.save([first.judged(watch), second.judged(risk)])
    async with store.viewing() as views:
        assert [SECOND, FIRST] == [one.id for one in await views.at_risk(PROGRAM, after=None, most=9)]
        assert [FIRST] == [one.id for one in await views.at_risk(PROGRAM, after=(risk.risk, SECOND), most=9)]
        assert [] == list(await views.at_risk(PROGRAM, after=(watch.risk, FIRST), most=9))
        assert {"watch": 1, "at-risk": 1} == await views.health(PROGRAM)
    async with store.works() as work:
        await work.mentorships.save([first.judged(watch).paused("other", store.at), second.judged(Verdict("good"))])
    async with store.viewing() as views:
        assert [] == list(await views.at_risk(PROGRAM, after=None, most=9))
        assert {"paused": 1, "good": 1} == await views.health(PROGRAM)
