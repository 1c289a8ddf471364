"""What use cases rely on: the same for the fake and for PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from mentoring.contracts.matching import MentorState
from mentoring.matching.domain.answer_time import Habit, Wait
from mentoring.matching.domain.errors.mentorships import MentorshipUnknown
from mentoring.matching.domain.errors.programs import ProgramUnknown
from mentoring.matching.domain.errors.proposals import ProposalUnknown
from mentoring.matching.domain.errors.runs import PairNotDrafted, RunUnknown
from mentoring.matching.domain.kept_pairs import KeptPairs
from mentoring.matching.domain.mentor import Mentor
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Draft, draft
from mentoring.matching.domain.pairing.drafted import DraftedPair, Wanted, explained
from mentoring.matching.domain.pairing.reasons.explanation import explain
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.person import Lines, Participant
from mentoring.matching.domain.run import Drafted
from mentoring.matching.domain.run_edit import AskedEdit, AskedRefresh, Edited, RunEdit
from mentoring.matching.domain.terms import Rules, Weights
from mentoring.matching.domain.waterfall import Wish
from mentoring.matching.ports import Work
from tests.integration.matching.conftest import Store
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    PROGRAM,
    PROPOSAL,
    RUN,
    a_candidate,
    a_cohort,
    a_program,
    a_proposal,
    a_record,
    a_run,
    an_enrollment,
)

ANAS, BENS, CLEOS = UUID(int=0xA1), UUID(int=0xB1), UUID(int=0xC1)


async def ana_and_ben(work: Work) -> None:
    """A program with a place for each of Ana, Ben and Cleo, and a run."""
    await work.programs.add(a_program())
    await work.enrollments.add(
        [
            an_enrollment(ANAS.int, ANA, "mentor", 2),
            an_enrollment(BENS.int, BEN, "mentee"),
            an_enrollment(CLEOS.int, CLEO, "mentee"),
        ]
    )
    await work.runs.add(a_run())


def a_draft() -> Draft:
    return draft(a_small_cohort())


def a_small_cohort() -> Cohort:
    mentor = a_candidate(
        ANA, places=2, enrollment=ANAS, skills={"sql": 4}, interests=frozenset({"chess"}), chain=frozenset({DAN})
    )
    ben = a_candidate(BEN, enrollment=BENS, skills={"sql": 3}, shown={"sql": "SQL"}, stage=None)
    cleo = a_candidate(CLEO, enrollment=CLEOS, interests=frozenset({"chess"}), zone="Asia/Kathmandu")
    away = a_candidate(DAN, away="paused", hours=(3 << 300, 1), styles=frozenset({"b", "a"}))
    return a_cohort([mentor], [ben, cleo, away], barred={(ANA, DAN): "declined"}, seed=7)


def a_mentorship(work_at: Store, proposal: UUID = PROPOSAL) -> Mentorship:
    return Mentorship(
        id=UUID(int=0x400),
        program=PROGRAM,
        proposal=proposal,
        mentor=ANA,
        mentee=BEN,
        mentor_enrollment=ANAS,
        mentee_enrollment=BENS,
        started_at=work_at.at,
        ends_on=a_program().timeline.ends,
        cadence=a_program().cadence,
    )


async def test_a_program_comes_back_as_it_was_written_down(store: Store) -> None:
    program = a_program(
        name="Ünïcode — «quoted» ' \" \\ $1 :name",
        objectives=("One", "Two, with a comma", "{braces}"),
        rules=Rules(False, True),
        weights=Weights(0, 1, 99, 100),
        managers=(ANA, EVA),
        state="drafted",
    )
    async with store.works() as work:
        await work.programs.add(program)
    async with store.works() as work:
        assert program == await work.programs.get(PROGRAM)
        assert program == await work.programs.hold(PROGRAM)
        await work.programs.save(replace(program, state="open"))
    async with store.viewing() as views:
        assert replace(program, state="open") == await views.program(PROGRAM)


async def test_what_is_not_there_is_missing(store: Store) -> None:
    async with store.works() as work:
        for ask, missing in (
            (work.programs.get, ProgramUnknown),
            (work.programs.hold, ProgramUnknown),
            (work.runs.get, RunUnknown),
            (work.runs.hold, RunUnknown),
            (work.proposals.get, ProposalUnknown),
            (work.proposals.hold, ProposalUnknown),
            (work.mentorships.get, MentorshipUnknown),
            (work.mentorships.hold, MentorshipUnknown),
        ):
            with pytest.raises(missing):
                await ask(UUID(int=404))
        assert {} == await work.people.of([UUID(int=404)])
        assert {} == await work.people.chains([UUID(int=404)])
        assert await work.runs.hold_unclaimed(store.at) is None


async def test_people_are_kept_by_halves_that_come_in_any_order(store: Store) -> None:
    says = Participant(
        {"Public Speaking": 4, "SQL": 1},
        {"Go": 5},
        interests=frozenset({"chess", "tea"}),
        languages=frozenset({"de", "en"}),
        zone="Asia/Tokyo",
        capacity=3,
        paused_until=store.at + timedelta(days=1),
    )
    async with store.works() as work:
        await work.people.keep_participants({ANA: says})
        assert {} == await work.people.of([ANA])
        await work.people.keep([a_record(ANA, stage=None, email=None), a_record(BEN, manager=ANA)])
    async with store.works() as work:
        people = await work.people.of([ANA, BEN, CLEO])
        assert {ANA, BEN} == set(people)
        assert (says, None) == (people[ANA].says, people[ANA].stage)
        assert ({}, "Europe/Berlin", "en-GB") == (people[BEN].says.skills_wanted, people[BEN].zone, people[BEN].locale)
        await work.people.keep_participants({ANA: replace(says, capacity=1, paused_until=None)})
        await work.people.keep([a_record(ANA, status="on-leave"), a_record(BEN, zone="UTC")])
        people = await work.people.hold([ANA, BEN])
        assert ("on-leave", 1, "UTC") == (people[ANA].status, people[ANA].says.capacity, people[BEN].zone)
        await work.people.set_status(ANA, "left")
        await work.people.forget_participants([ANA])
        after = (await work.people.of([ANA]))[ANA]
        assert ("left", 1, {}) == (after.status, after.says.capacity, after.says.skills_offered)
        await work.people.keep_participants({ANA: says})
        await work.people.forget([ANA])
        await work.people.keep([a_record(ANA)])
        assert {} == (await work.people.of([ANA]))[ANA].says.skills_offered


async def test_employee_ids_name_whoever_is_still_here(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep(
            [a_record(ANA, employee_id="7", status="left"), a_record(BEN, employee_id="7"), a_record(CLEO)]
        )
        assert {"7": BEN, f"E{CLEO.int}": CLEO} == await work.people.with_employee_ids({"7", f"E{CLEO.int}", "none"})
        assert {} == await work.people.with_employee_ids(set())


async def test_a_chain_has_all_managers_above_and_a_cycle_ends(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep(
            [
                a_record(ANA, manager=BEN),
                a_record(BEN, manager=CLEO),
                a_record(CLEO, manager=UUID(int=404)),
                a_record(DAN, manager=EVA),
                a_record(EVA, manager=DAN),
            ]
        )
        assert {
            ANA: {BEN, CLEO, UUID(int=404)},
            CLEO: {UUID(int=404)},
            DAN: {DAN, EVA},
            EVA: {DAN, EVA},
        } == await work.people.chains([ANA, CLEO, DAN, EVA, UUID(int=404)])


async def test_a_place_is_taken_once_until_it_is_given_up(store: Store) -> None:
    first, again, other = (an_enrollment(number, ANA, "mentor") for number in (1, 2, 3))
    async with store.works() as work:
        await work.programs.add(a_program())
        assert {first.id} == await work.enrollments.add([first])
        assert set() == await work.enrollments.add([again])
        mentee = an_enrollment(4, ANA, "mentee", 0)
        assert {mentee.id} == await work.enrollments.add([again, mentee])
        await work.enrollments.save([first.withdrawn()])
        assert {other.id} == await work.enrollments.add([other])
        assert [other, mentee] == list(await work.enrollments.of_program(PROGRAM))
        assert await work.enrollments.counted(PROGRAM) == {"mentor": 1, "mentee": 1}
        assert [other, mentee] == list(await work.enrollments.hold_of_person(ANA))
        assert {first.id: first.withdrawn(), other.id: other} == await work.enrollments.hold([other.id, first.id])
        assert set() == await work.enrollments.add([])
        assert {} == await work.enrollments.hold([])


async def test_places_are_counted_over_open_proposals_and_running_mentorships(store: Store) -> None:
    async with store.works() as work:
        await ana_and_ben(work)
        ids = [ANAS, BENS, CLEOS]
        first = a_proposal(mentor_enrollment=ANAS, mentee_enrollment=BENS)
        second = a_proposal(UUID(int=0x301), mentee=CLEO, mentor_enrollment=ANAS, mentee_enrollment=CLEOS)
        await work.proposals.add([first, second])
        assert {ANAS: 2, BENS: 1, CLEOS: 1} == await work.enrollments.taken(ids)
        assert {} == await work.enrollments.running(ids)
        await work.proposals.save([replace(first, state="agreed"), replace(second, state="declined")])
        await work.mentorships.add(a_mentorship(store))
        assert {ANAS: 1, BENS: 1} == await work.enrollments.taken(ids)
        assert {ANAS: 1, BENS: 1} == await work.enrollments.running(ids)
        assert {BENS: 1} == await work.enrollments.taken([BENS])
        await work.mentorships.save([a_mentorship(store).end("agreed", store.at)])
        assert {} == await work.enrollments.taken(ids)


async def test_a_circle_of_peers_fills_one_place_of_its_host(store: Store) -> None:
    async with store.works() as work:
        await ana_and_ben(work)
        together: dict[str, Any] = {"peers": True, "group": UUID(int=0x900)}
        first = a_proposal(mentor_enrollment=ANAS, mentee_enrollment=BENS, **together)
        second = a_proposal(UUID(int=0x301), mentee=CLEO, mentor_enrollment=ANAS, mentee_enrollment=CLEOS, **together)
        await work.proposals.add([first, second])
        assert {ANAS: 1, BENS: 1, CLEOS: 1} == await work.enrollments.taken([ANAS, BENS, CLEOS])
        await work.proposals.save([replace(first, state="agreed")])
        await work.mentorships.add(replace(a_mentorship(store), **together))
        assert {ANAS: 1, BENS: 1, CLEOS: 1} == await work.enrollments.taken([ANAS, BENS, CLEOS])
        assert {ANAS: 1, BENS: 1} == await work.enrollments.running([ANAS, BENS, CLEOS])
        assert {} == await work.enrollments.running([ANAS, BENS, CLEOS], beside=UUID(int=0x900))


async def test_a_run_comes_back_with_what_it_learned(store: Store) -> None:
    found = a_draft()
    async with store.works() as work:
        await work.programs.add(a_program())
        await work.runs.add(a_run(seed=2**63 - 1))
        assert a_run(seed=2**63 - 1) == await work.runs.under_way(PROGRAM)
        claimed = a_run(seed=2**63 - 1).claimed(UUID(int=5), store.at)
        await work.runs.save(claimed)
    async with store.works() as work:
        assert claimed == await work.runs.hold(RUN)
        assert await work.runs.hold_unclaimed(store.at) is None
        assert claimed == await work.runs.hold_unclaimed(store.at + timedelta(hours=1))
        await work.runs.save(claimed.drafted(Drafted(found.figures, "5ha", "1")))
    async with store.viewing() as views:
        run = await views.run(RUN)
        assert ("drafted", found.figures, None) == (run.state, run.figures, run.claim)
        assert ("5ha", "1") == (run.inputs, run.engine)
    async with store.works() as work:
        assert await work.runs.under_way(PROGRAM) is None
        assert await work.runs.hold_unclaimed(store.at + timedelta(hours=1)) is None


async def test_a_draft_comes_back_pair_by_pair(store: Store) -> None:
    found = draft(a_small_cohort())
    assert (2, 1) == (len(found.pairs), len(found.unmatched))
    kept = [
        DraftedPair(
            rank,
            pair.mentor,
            pair.mentee,
            pair.mentor_enrollment,
            pair.mentee_enrollment,
            dict(pair.parts),
        )
        for rank, pair in enumerate(found.pairs, start=1)
    ]
    async with store.works() as work:
        await ana_and_ben(work)
        await work.drafts.keep(RUN, found)
        await work.drafts.keep(RUN, found)
    async with store.works() as work:
        assert kept == list(await work.drafts.to_publish(RUN, 0, 10))
        assert kept[1:] == list(await work.drafts.to_publish(RUN, 1, 1))
    first, second = kept
    async with store.viewing() as views:

        async def page(after: tuple[int, int] | None = None, **wanted: Any) -> list[DraftedPair]:
            return list(await views.pairs(RUN, Wanted(**wanted), after=after, most=5))

        assert kept == await page()
        assert [second] == await page(after=(first.points, 1))
        assert [first] == await page(person=first.mentee)
        assert kept == await page(person=ANA)
        assert [first] == await page(least=second.points + 1)
        assert [second] == await page(most=second.points)
        assert [] == await page(least=100)
        assert first == await views.pair(RUN, first.mentor, first.mentee)
        with pytest.raises(PairNotDrafted):
            await views.pair(RUN, first.mentee, first.mentor)
        assert [(1, found.unmatched[0])] == list(await views.unmatched(RUN, after=0, most=5))
        assert [] == list(await views.unmatched(RUN, after=1, most=5))
    async with store.works() as work:
        assert found.prices
        assert found.prices == await work.drafts.prices(RUN)
        await work.drafts.drop(RUN)
        assert [] == list(await work.drafts.to_publish(RUN, 0, 10))
        assert {} == await work.drafts.prices(RUN)


async def test_what_a_run_was_made_of_comes_back_as_it_was(store: Store) -> None:
    cohort = a_small_cohort()
    async with store.works() as work:
        await ana_and_ben(work)
        first = await work.inputs.keep(RUN, cohort)
        assert first == await work.inputs.keep(RUN, replace(cohort, mentees=cohort.mentees[::-1]))
        assert first != await work.inputs.keep(RUN, replace(cohort, seed=8))
        assert first != await work.inputs.keep(RUN, replace(cohort, barred={}))
        assert first == await work.inputs.keep(RUN, cohort)
    async with store.works() as work:
        assert cohort == await work.inputs.all(RUN)
        assert Cohort((), (), 1970) == await work.inputs.all(UUID(int=404))
    async with store.viewing() as views:
        only = await views.inputs(RUN, [ANA, BEN])
        assert replace(cohort, mentees=cohort.mentees[:1], barred={}) == only
        explanation = await views.explanation(a_proposal())
        assert explain(cohort.mentors[0], cohort.mentees[0], only) == explanation


async def test_edits_come_back_in_their_order_and_change_the_draft(store: Store) -> None:
    found = draft(a_small_cohort())
    first, second = found.pairs
    pairs = tuple((pair.mentor, pair.mentee) for pair in found.pairs)
    asked = AskedEdit("swap", ANA, BEN, instead=CLEO, override=True, why="They know each other.")
    edit = RunEdit(UUID(int=9), 1, store.at, EVA, asked, -3, pairs[:1], pairs[1:], ("overlap",))
    alone = Unmatched(second.mentee_enrollment, second.mentee, "mentee", "outbid", {"others": 1})
    edited = Edited(-3, (replace(first, mentee=DAN),), (pairs[0], pairs[1]), (), None, (alone,))
    async with store.works() as work:
        await ana_and_ben(work)
        await work.drafts.keep(RUN, found)
        assert [second.mentor] == list(await work.drafts.mentors_of(RUN, second.mentee))
        await work.edits.add(RUN, edit)
        await work.edits.add(RUN, replace(edit, number=2, asked=AskedEdit("pin", ANA, CLEO, why="x"), broken=()))
        await work.edits.add(RUN, replace(edit, number=3, asked=AskedRefresh(move_penalty=7), broken=()))
        await work.drafts.change(RUN, edited)
    async with store.viewing() as views:
        log = await views.edits(RUN)
        assert (edit, 2, AskedRefresh(move_penalty=7)) == (log[0], log[1].number, log[2].asked)
        (left,) = await views.pairs(RUN, Wanted(), after=None, most=5)
        assert (first.mentor, DAN, first.points) == (left.mentor, left.mentee, left.points)
        assert alone in [one for _, one in await views.unmatched(RUN, after=0, most=5)]
    async with store.works() as work:
        await work.edits.forget([CLEO])
        log = await work.edits.of(RUN)
        assert ["", ""] == [one.asked.why for one in log if isinstance(one.asked, AskedEdit)]


async def test_kept_pairs_come_back_and_bar_whichever_of_the_two_would_be_the_mentor(store: Store) -> None:
    kept = KeptPairs(frozenset({(ANA, BEN), (DAN, EVA)}), frozenset({(ANA, CLEO)}))
    async with store.works() as work:
        await ana_and_ben(work)
        assert KeptPairs() == await work.kept.of(PROGRAM)
        await work.kept.save(PROGRAM, KeptPairs(required=frozenset({(DAN, CLEO)})))
        await work.kept.save(PROGRAM, kept)
        assert kept == await work.kept.of(PROGRAM)
        assert {(ANA, BEN), (BEN, ANA), (DAN, EVA), (EVA, DAN)} == {*await work.proposals.bars(PROGRAM)}
        among = [(BEN, ANA), (ANA, CLEO)]
        assert {(BEN, ANA): "excluded"} == await work.proposals.bars_of(PROGRAM, among)
        assert {} == await work.proposals.bars(UUID(int=404))
    async with store.viewing() as views:
        assert kept == await views.kept(PROGRAM)
    async with store.works() as work:
        await work.kept.forget([BEN, CLEO])
        assert KeptPairs(frozenset({(DAN, EVA)})) == await work.kept.of(PROGRAM)


async def test_reporting_lines_are_told_by_each_ones_own_manager(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_record(ANA), a_record(BEN, manager=ANA), a_record(CLEO, manager=BEN)])
        lines = Lines(await work.people.managers())
        assert [frozenset(), {ANA}, {ANA, BEN}] == [lines.above(person) for person in (ANA, BEN, CLEO)]
        await work.people.keep([a_record(ANA, manager=CLEO)])
        managers = await work.people.managers()
        for first in (ANA, BEN, CLEO):  # whoever is asked for first
            in_a_cycle = Lines(managers)
            in_a_cycle.above(first)
            chains = await work.people.chains([ANA, BEN, CLEO])
            assert chains == {person: in_a_cycle.above(person) for person in (ANA, BEN, CLEO)}


async def test_when_somebody_is_forgotten_what_runs_knew_of_them_goes_and_the_points_stay(store: Store) -> None:
    cohort = a_small_cohort()
    async with store.works() as work:
        await ana_and_ben(work)
        await work.inputs.keep(RUN, cohort)
        await work.inputs.forget([BEN])
    async with store.viewing() as views:
        assert cohort.mentees[1:] == (await views.inputs(RUN, [ANA, BEN, CLEO, DAN])).mentees
        left = await views.explanation(a_proposal())
    assert (70, True, ()) == (left.points, left.forgotten, left.skills)


async def test_whoever_was_forgotten_while_a_run_was_at_work_is_not_kept_with_it(store: Store) -> None:
    cohort = a_small_cohort()
    says = Participant({}, {"SQL": 3})
    async with store.works() as work:
        await ana_and_ben(work)
        await work.people.keep([a_record(ANA), a_record(BEN), a_record(CLEO)])
        await work.people.keep_participants({BEN: says})
        await work.inputs.keep(RUN, cohort)
        assert 1 == await work.inputs.drop_forgotten(RUN)
        assert {BEN, CLEO} == {one.person for one in (await work.inputs.all(RUN)).mentees}
        await work.people.forget_participants([BEN])
        assert 1 == await work.inputs.drop_forgotten(RUN)
        assert {CLEO} == {one.person for one in (await work.inputs.all(RUN)).mentees}
        await work.inputs.drop(RUN)
        assert () == (await work.inputs.all(RUN)).mentees


async def test_a_proposal_comes_back_as_it_stands(store: Store) -> None:
    async with store.works() as work:
        await ana_and_ben(work)
        await work.proposals.add([a_proposal()])
        await work.proposals.add([])
    async with store.works() as work:
        proposal = (await work.proposals.hold(PROPOSAL)).accept(ANA, store.at)
        await work.proposals.save([proposal])
    async with store.viewing() as views:
        assert proposal == await views.proposal(PROPOSAL)
        assert proposal.reasons == {"skills": 60, "interests": 0, "stage": 0, "zone": 10}
    async with store.works() as work:
        await work.proposals.save([proposal.refuse(BEN, "no-time", store.at)])
        assert proposal.refuse(BEN, "no-time", store.at) == await work.proposals.get(PROPOSAL)


async def test_what_is_due_comes_oldest_first_and_only_while_it_is_open(store: Store) -> None:
    def proposed(number: int, mentee: UUID, days: int, **changed: object) -> object:
        return a_proposal(UUID(int=number), mentee=mentee, open_until=store.at + timedelta(days=days), **changed)

    async with store.works() as work:
        await ana_and_ben(work)
        late, soon = proposed(0x301, BEN, 3), proposed(0x302, CLEO, 1)
        closed = proposed(0x303, DAN, 0, state="withdrawn", reason="mistake")
        await work.proposals.add([late, soon, closed])  # type: ignore[list-item]
        due = store.at + timedelta(days=3)
        assert [soon, late] == list(await work.proposals.hold_expired(due, 10))
        assert [soon] == list(await work.proposals.hold_expired(due, 1))
        assert [soon] == list(await work.proposals.hold_expired(due - timedelta(days=2), 10))
        assert [] == list(await work.proposals.hold_expired(store.at, 10))
        assert [late, soon] == list(await work.proposals.hold_open_of_person(ANA))
        assert [soon] == list(await work.proposals.hold_open_of_person(CLEO))
        assert [] == list(await work.proposals.hold_open_of_person(DAN))


async def test_whoever_is_to_be_reminded_is_found_while_it_is_open(store: Store) -> None:
    late = a_proposal(nudge_at=store.at + timedelta(days=1))
    soon = a_proposal(UUID(int=0x301), mentee=CLEO, mentee_enrollment=CLEOS, nudge_at=store.at)
    over = replace(soon, id=UUID(int=0x302), state="expired")
    async with store.works() as work:
        await ana_and_ben(work)
        await work.proposals.add([late, soon, over, a_proposal(UUID(int=0x303), mentee=EVA)])
        assert [soon] == list(await work.proposals.hold_to_nudge(store.at, 10))
        assert [soon, late] == list(await work.proposals.hold_to_nudge(store.at + timedelta(days=1), 10))
        await work.proposals.save([replace(soon, nudge_at=None)])
        assert [] == list(await work.proposals.hold_to_nudge(store.at, 10))


async def test_the_strongest_of_what_was_between_two_bars_them(store: Store) -> None:
    elsewhere = UUID(int=0x101)
    async with store.works() as work:
        await ana_and_ben(work)
        await work.programs.add(a_program(id=elsewhere))
        history = [
            ("declined", BEN),
            ("open", BEN),
            ("agreed", CLEO),
            ("declined", EVA),
            ("agreed", EVA),
            ("expired", DAN),
        ]
        await work.proposals.add(
            [
                a_proposal(UUID(int=0x300 + number), mentee=mentee, state=state)
                for number, (state, mentee) in enumerate(history)
            ]
        )
        cleos = replace(a_mentorship(store, UUID(int=0x302)), mentee=CLEO, mentee_enrollment=CLEOS)
        evas = replace(a_mentorship(store, UUID(int=0x304)), id=UUID(int=0x401), mentee=EVA, state="ended")
        await work.mentorships.add(cleos)
        await work.mentorships.add(evas)
        bars = {(ANA, BEN): "proposed", (ANA, CLEO): "together", (ANA, EVA): "declined"}
        assert bars == await work.proposals.bars(PROGRAM)
        assert bars == await work.proposals.bars_of(PROGRAM, {*bars, (ANA, DAN)})
        assert {} == await work.proposals.bars(elsewhere)
        await work.enrollments.add([an_enrollment(0xA2, ANA, "mentor", program=elsewhere)])
        there = {(ANA, CLEO): "together", (ANA, EVA): "paired-elsewhere"}
        assert there == await work.proposals.bars(elsewhere)
        assert there == await work.proposals.bars_of(elsewhere, set(bars))
        assert {BENS: frozenset({ANA})} == await work.proposals.mentors_offered([BENS, CLEOS])


async def test_mentors_with_a_free_place_are_those_whose_capacity_is_not_used_up(store: Store) -> None:
    async with store.works() as work:
        await ana_and_ben(work)
        assert [ANAS] == [one.id for one in await work.enrollments.free_mentors(PROGRAM)]
        await work.proposals.add([a_proposal(), a_proposal(UUID(int=0x301), mentee=CLEO, mentee_enrollment=CLEOS)])
        assert [] == list(await work.enrollments.free_mentors(PROGRAM))


async def test_a_pause_and_a_frost_stay_until_they_are_lifted(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_record(ANA)])
        await work.people.pause(ANA, store.at)
        await work.people.freeze(ANA, store.at)
        await work.people.freeze(ANA, store.at + timedelta(days=1))
        await work.people.keep([a_record(ANA, stage="lead")])
    async with store.works() as work:
        ana = (await work.people.of([ANA]))[ANA]
        assert ("lead", store.at, store.at) == (ana.stage, ana.paused_until, ana.frozen_at)
        assert await work.people.thaw(ANA)
        assert not await work.people.thaw(ANA)
        await work.people.pause(ANA, None)
        ana = (await work.people.of([ANA]))[ANA]
        assert (None, None) == (ana.paused_until, ana.frozen_at)


async def test_mentors_are_counted_and_their_marks_taken_once(store: Store) -> None:
    async with store.works() as work:
        await ana_and_ben(work)
        await work.people.keep([a_record(ANA), a_record(BEN)])
        offered = a_proposal()
        await work.proposals.add([offered])
        await work.mentors.note_waits({offered.id: (ANA, Wait(5.5, answered=True))}, store.at)
        await work.mentors.note_waits({offered.id: (ANA, Wait(99.0, answered=False))}, store.at)
        await work.mentors.mark([ANA, BEN, ANA])
    async with store.works() as work:
        assert [ANA] == list(await work.mentors.marked(store.at, 10))
        assert [] == list(await work.mentors.marked(store.at, 10))
        expected = Mentor(ANA, places=2, open_requests=1, waits=[Wait(5.5, answered=True)])
        assert {ANA: expected} == await work.mentors.of([ANA, BEN])
        assert [Wait(5.5, answered=True)] == list(await work.mentors.newest_waits(10))
        told = MentorState(person=ANA, places=2, taken=0, open_requests=1)
        await work.mentors.keep_told({ANA: told}, {ANA: store.at + timedelta(days=1)})
        assert {ANA: told} == await work.mentors.told([ANA, BEN])
        assert [] == list(await work.mentors.marked(store.at, 10))
        assert [ANA] == list(await work.mentors.marked(store.at + timedelta(days=1), 10))
        await work.mentors.keep_told({}, {ANA: None})
        assert [] == list(await work.mentors.marked(store.at + timedelta(days=1), 10))
    async with store.viewing() as views:
        assert (told, None) == (await views.mentor(ANA), await views.mentor(BEN))
    async with store.works() as work:
        assert [ANA] == list(await work.mentors.forget([ANA, BEN]))
        assert ({}, []) == (await work.mentors.told([ANA]), list(await work.mentors.newest_waits(10)))


async def test_silences_count_once_a_day_and_are_broken_by_a_word(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_record(ANA), a_record(BEN)])
        for hours in (0, 2, 24, 30):
            await work.mentors.note_silence([ANA], store.at + timedelta(hours=hours))
        assert (2, 0) == (await work.mentors.hold_silences(ANA), await work.mentors.hold_silences(BEN))
        assert ANA == await work.mentors.silent(2)
        assert await work.mentors.silent(3) is None
        await work.people.freeze(ANA, store.at)
        assert await work.mentors.silent(2) is None
        await work.mentors.break_silence(ANA)
        assert 0 == await work.mentors.hold_silences(ANA)


async def test_how_mentors_here_answer_is_kept(store: Store) -> None:
    async with store.works() as work:
        assert await work.mentors.habit() is None
        await work.mentors.keep_habit(Habit(2.0, 1.0))
        await work.mentors.keep_habit(Habit(3.0, 0.5))
        assert Habit(3.0, 0.5) == await work.mentors.habit()


async def test_wishes_are_claimed_by_program_and_granted_once(store: Store) -> None:
    wish = Wish(PROPOSAL, PROGRAM, BEN, BENS, "waterfall", 1)
    later = replace(wish, proposal=UUID(int=0x301), mentee=CLEO, mentee_enrollment=CLEOS, origin="suggestion")
    until = store.at + timedelta(minutes=2)
    async with store.works() as work:
        await ana_and_ben(work)
        await work.proposals.add([a_proposal(), a_proposal(later.proposal, mentee=CLEO, state="expired")])
        await work.wishes.add([wish, later])
        await work.wishes.add([wish])
        assert [wish, later] == list(await work.wishes.claim(store.at, until, 10))
        assert [] == list(await work.wishes.claim(store.at, until, 10))
        assert [wish] == list(await work.wishes.claim(until, until + timedelta(minutes=2), 1))
        assert await work.wishes.take(PROPOSAL)
        assert not await work.wishes.take(PROPOSAL)


async def test_what_was_between_two_bars_these_two_and_of_peers_in_either_order(store: Store) -> None:
    async with store.works() as work:
        await ana_and_ben(work)
        history = [("declined", BEN), ("open", BEN), ("declined", CLEO), ("expired", DAN)]
        await work.proposals.add(
            [
                a_proposal(UUID(int=0x300 + number), mentee=mentee, state=state)
                for number, (state, mentee) in enumerate(history)
            ]
        )
        asked = {(ANA, BEN), (CLEO, ANA), (ANA, DAN), (DAN, EVA)}
        assert {(ANA, BEN): "proposed"} == await work.proposals.bars_of(PROGRAM, asked)
        await work.programs.add(a_program(id=UUID(int=0x101), kind="peer"))
        peers = an_enrollment(0xA2, ANA, "peer", program=UUID(int=0x101))
        await work.enrollments.add([peers, replace(peers, id=UUID(int=0xC2), person=CLEO)])
        declined = a_proposal(UUID(int=0x310), program=UUID(int=0x101), mentee=CLEO, state="declined", peers=True)
        await work.proposals.add([declined])
        assert {(CLEO, ANA): "declined"} == await work.proposals.bars_of(UUID(int=0x101), {(CLEO, ANA), (ANA, DAN)})
        assert {} == await work.proposals.bars_of(PROGRAM, set())
        assert {} == await work.proposals.bars_of(UUID(int=404), asked)


async def test_why_and_what_somebody_wrote_stay_beside_a_proposal_until_either_is_forgotten(store: Store) -> None:
    pair = a_draft().pairs[0]
    found = explained(pair.mentor, pair.mentee, pair.parts, a_small_cohort())
    asked = a_proposal(run=None, origin="request", asked_by=BEN, accepted_by=frozenset({BEN}), step=1, group=RUN)
    other = replace(asked, id=UUID(int=0x301), mentee=CLEO, mentee_enrollment=CLEOS)
    async with store.works() as work:
        await ana_and_ben(work)
        await work.proposals.add([asked, other])
        await work.proposals.explain([(asked, found), (other, found)])
        await work.letters.keep({asked.id: (asked, "Would you?"), other.id: (other, "Dear Ana\n")})
    async with store.viewing() as views:
        assert asked == await views.proposal(asked.id)
        assert (found, "Would you?") == (await views.explanation(asked), await views.message(asked.id))
        assert await views.message(UUID(int=404)) is None
    async with store.works() as work:
        await work.proposals.forget([BEN])
        await work.letters.forget([BEN])
    async with store.viewing() as views:
        assert (found.without_words(), None) == (await views.explanation(asked), await views.message(asked.id))
        assert (found, "Dear Ana\n") == (await views.explanation(other), await views.message(other.id))


async def test_what_somebody_asked_for_fills_the_others_place_and_counts_as_theirs(store: Store) -> None:
    asked = a_proposal(run=None, origin="request", asked_by=BEN, accepted_by=frozenset({BEN}), points=0, reasons={})
    offered = a_proposal(UUID(int=0x301), mentee=CLEO, mentee_enrollment=CLEOS)
    over = replace(asked, id=UUID(int=0x302), state="withdrawn", reason="changed")
    async with store.works() as work:
        await ana_and_ben(work)
        await work.proposals.add([asked, offered, over])
        assert {ANAS: 2, CLEOS: 1} == await work.enrollments.taken([ANAS, BENS, CLEOS])
        assert 1 == await work.proposals.asked_open(PROGRAM, BEN)
        assert 0 == await work.proposals.asked_open(PROGRAM, ANA)
        assert [asked, offered] == list(await work.proposals.hold_open_of_places([ANAS]))
        assert [offered] == list(await work.proposals.hold_open_of_places([CLEOS]))
        assert [ANAS, CLEOS] == [one.id for one in await work.enrollments.of_people(PROGRAM, [ANA, CLEO, EVA])]


async def test_bookmarks_are_their_owners_newest_first(store: Store) -> None:
    async with store.works() as work:
        await work.bookmarks.add(BEN, ANA, store.at)
        await work.bookmarks.add(BEN, ANA, store.at + timedelta(days=2))
        await work.bookmarks.add(BEN, CLEO, store.at + timedelta(days=1))
        await work.bookmarks.add(CLEO, BEN, store.at)
        assert 2 == await work.bookmarks.count(BEN)
        assert not await work.bookmarks.remove(ANA, BEN)
    async with store.viewing() as views:
        assert [(CLEO, store.at + timedelta(days=1)), (ANA, store.at)] == list(await views.bookmarks(BEN))
    async with store.works() as work:
        assert await work.bookmarks.remove(BEN, CLEO)
        await work.bookmarks.forget([BEN])
    async with store.viewing() as views:
        assert ([], []) == (list(await views.bookmarks(BEN)), list(await views.bookmarks(CLEO)))


async def test_a_mentorship_comes_back_as_it_stands(store: Store) -> None:
    mentorship = a_mentorship(store)
    async with store.works() as work:
        await ana_and_ben(work)
        await work.proposals.add([a_proposal(state="agreed")])
        await work.mentorships.add(mentorship)
    async with store.works() as work:
        assert mentorship == await work.mentorships.hold(mentorship.id)
        for person in (ANA, BEN):
            assert [mentorship] == list(await work.mentorships.hold_running_of_person(person))
        await work.mentorships.save([mentorship.end("no-fit", store.at)])
        assert [] == list(await work.mentorships.hold_running_of_person(ANA))
    async with store.viewing() as views:
        assert mentorship.end("no-fit", store.at) == await views.mentorship(mentorship.id)


async def test_lists_go_on_where_the_page_before_ended(store: Store) -> None:
    programs = [a_program(id=UUID(int=number)) for number in (1, 2, 3)]
    runs = [a_run(UUID(int=number), program=UUID(int=1), state="failed", failure="x") for number in (11, 12)]
    places = [an_enrollment(number, UUID(int=number), "mentee", program=UUID(int=1)) for number in (21, 22)]
    async with store.works() as work:
        for program in programs:
            await work.programs.add(program)
        await work.enrollments.add(places)
        for run in runs:
            await work.runs.add(run)
            await work.runs.save(run)
    async with store.viewing() as views:
        assert programs[:0:-1] == list(await views.programs(after=None, most=2))
        assert programs[:1] == list(await views.programs(after=UUID(int=2), most=2))
        assert runs[::-1] == list(await views.runs(UUID(int=1), after=None, most=2))
        assert runs[:1] == list(await views.runs(UUID(int=1), after=UUID(int=12), most=2))
        assert places == list(await views.enrollments(UUID(int=1), after=None, most=2))
        assert places[1:] == list(await views.enrollments(UUID(int=1), after=UUID(int=21), most=2))
        assert [] == list(await views.enrollments(UUID(int=2), after=None, most=2))
