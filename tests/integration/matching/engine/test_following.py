"""The mirror follows the database: after every change it is what a new one would be, and what the judges say."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest

from mentoring.contracts.profile import ParticipantState
from mentoring.matching.adapters.engine.following import KEPT, LATEST, Follower, TooLate
from mentoring.matching.adapters.engine.turns import Turns
from mentoring.matching.domain.enrollment import Place
from mentoring.matching.domain.finding.finder import look
from mentoring.matching.domain.finding.mirror import Mirror
from mentoring.matching.domain.finding.questions import Asker, Card, Look
from mentoring.matching.domain.person import Hours
from mentoring.matching.domain.terms import Rules, Weights
from mentoring.matching.usecases.mentorships.end_mentorship import end_mentorship
from mentoring.matching.usecases.programs.close_program import close_program
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.programs.join_program import change_place, leave_program
from mentoring.matching.usecases.programs.revise_program import revise_program
from mentoring.postgres import Database
from tests.integration.matching.conftest import Store
from tests.integration.matching.engine.answers import judged, known
from tests.integration.matching.scene import a_drafted_run, accept, enroll, leave, open_proposals, publish, refuse
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    HR,
    a_participant,
    a_proposal,
    a_record,
    an_open_program,
    enrolled,
    people_work_here,
    they_say,
)

Change = Callable[["Scene"], Awaitable[None]]
FAY = UUID(int=0xF)
SAYS = (
    a_participant(ANA, offers={"SQL": 4, "Python": 2}, interests=["chess"], capacity=2),
    a_participant(DAN, offers={"Python": 5}, interests=["go"]),
    a_participant(BEN, wants={"sql": 3, "python": 3}, interests=["chess", "go"]),
    a_participant(CLEO, wants={"python": 4}),
)


@dataclass
class Scene:
    """Ana and Dan may mentor, Ben and Cleo look for somebody; Eva runs the program."""

    store: Store
    database: Database
    program: UUID
    places: dict[UUID, UUID]
    follower: Follower

    async def look(self) -> bool:
        changed = await self.follower.look(self.store.at)
        while self.follower.mirror.renew(self.store.at, 1):
            pass
        return changed

    def pairs(self) -> dict[tuple[UUID, UUID], int]:
        return known(self.follower.mirror, self.program)

    def recommended(self, mentee: UUID) -> tuple[Card, ...]:
        asked = Look(self.program, Asker(mentee), "mentor", most=100)
        return look(self.follower.mirror, asked, self.store.at)

    async def anew(self) -> Mirror:
        """As a copy of the service that starts now."""
        fresh = Follower(self.database, Mirror())
        await fresh.open(self.store.at)
        return fresh.mirror

    async def say(self, *told: ParticipantState) -> None:
        async with self.store.works() as work:
            await they_say(work, *told)


@pytest.fixture
async def scene(postgres_store: Store, database: Database) -> Scene:
    store = postgres_store
    async with store.works() as work:
        await people_work_here(work, ANA, BEN, CLEO, DAN, EVA, FAY)
        await they_say(work, *SAYS)
        program = await an_open_program(work)
        people: tuple[tuple[Place, UUID], ...] = (("mentor", ANA), ("mentor", DAN), ("mentee", BEN), ("mentee", CLEO))
        places = await enrolled(work, program, *(Row(place, person) for place, person in people))
    follower = Follower(database, Mirror())
    await follower.open(store.at)
    return Scene(store, database, program, dict(zip((ANA, DAN, BEN, CLEO), places, strict=True)), follower)


async def skills_change(scene: Scene) -> None:
    await scene.say(a_participant(DAN, offers={"sql": 5}, interests=["chess"]))


async def wishes_change(scene: Scene) -> None:
    await scene.say(a_participant(BEN, wants={"knitting": 1}))


async def somebody_pauses(scene: Scene) -> None:
    await scene.say(a_participant(ANA, offers={"SQL": 4}, paused_until=scene.store.at + timedelta(days=1)))


async def a_mentor_is_frozen(scene: Scene) -> None:
    async with scene.database.session() as connection:
        await connection.execute("UPDATE people SET frozen_at = $1 WHERE id = $2", scene.store.at, ANA)


async def a_mentorship_begins_elsewhere(scene: Scene) -> None:
    async with scene.store.works() as work:
        second = await an_open_program(work, name="Second")
        await enrolled(work, second, Row("mentor", ANA), Row("mentee", BEN))
    await publish(scene.store, await a_drafted_run(scene.store, second))
    (proposal,) = await open_proposals(scene.store, BEN)
    await accept(scene.store, proposal.id, proposal.mentor)
    await accept(scene.store, proposal.id, proposal.mentee)


async def the_profile_goes(scene: Scene) -> None:
    async with scene.store.works() as work:
        await work.people.forget_participants([ANA])


async def somebody_is_erased(scene: Scene) -> None:
    async with scene.store.works() as work:
        await work.people.forget([ANA])


async def somebody_goes_on_leave(scene: Scene) -> None:
    async with scene.store.works() as work:
        await work.people.set_status(DAN, "on-leave")


async def hr_changes_a_stage(scene: Scene) -> None:
    async with scene.store.works() as work:
        await work.people.keep([a_record(ANA, stage="executive")])


async def a_manager_far_above_changes(scene: Scene) -> None:
    """Ben is under Fay, who comes under Ana: Ana may no longer mentor him."""
    async with scene.store.works() as work:
        await work.people.keep([a_record(BEN, manager=FAY)])
    await scene.look()
    async with scene.store.works() as work:
        await work.people.keep([a_record(FAY, manager=ANA)])


async def hours_change(scene: Scene) -> None:
    async with scene.store.works() as work:
        await revise_program(scene.program, {"rules": Rules(overlap_minutes=600)}, by=HR, work=work)
        day = tuple((weekday, 540, 1020) for weekday in range(1, 6))
        await work.people.keep_hours({one: Hours("Europe/Berlin", day) for one in (ANA, BEN)})
        await work.people.keep_hours({CLEO: Hours("Asia/Tokyo", day)})


async def somebody_enrolls(scene: Scene) -> None:
    await enroll(scene.store, scene.program, Row("mentor", FAY))
    await scene.say(a_participant(FAY, offers={"python": 3}))


async def a_capacity_changes(scene: Scene) -> None:
    async with scene.store.works() as work:
        await change_place(scene.places[ANA], HR, 0, None, work)


async def a_top_criterion_changes(scene: Scene) -> None:
    async with scene.store.works() as work:
        await change_place(scene.places[BEN], HR, None, "interests", work)


async def a_place_is_given_up(scene: Scene) -> None:
    async with scene.store.works() as work:
        await leave_program(scene.places[DAN], HR, work)


async def rules_change(scene: Scene) -> None:
    async with scene.store.works() as work:
        changes = {"rules": Rules.none(), "weights": Weights(skills=10, interests=90, stage=0, zone=0)}
        await revise_program(scene.program, changes, by=HR, work=work)


async def proposals_are_made(scene: Scene) -> None:
    await publish(scene.store, await a_drafted_run(scene.store, scene.program))


async def a_proposal_is_declined(scene: Scene) -> None:
    await proposals_are_made(scene)
    (proposal,) = await open_proposals(scene.store, BEN)
    await refuse(scene.store, proposal.id, BEN)


async def a_mentorship_starts(scene: Scene) -> None:
    await proposals_are_made(scene)
    (proposal,) = await open_proposals(scene.store, BEN)
    await accept(scene.store, proposal.id, proposal.mentor)
    await accept(scene.store, proposal.id, proposal.mentee)


async def a_mentorship_ends(scene: Scene) -> None:
    await proposals_are_made(scene)
    (proposal,) = await open_proposals(scene.store, BEN)
    await accept(scene.store, proposal.id, proposal.mentor)
    mentorship = await accept(scene.store, proposal.id, proposal.mentee)
    assert mentorship is not None
    async with scene.store.works() as work:
        await end_mentorship(mentorship, by=HR, reason="agreed", work=work)


async def somebody_leaves(scene: Scene) -> None:
    await proposals_are_made(scene)
    async with scene.store.works() as work:
        await work.people.set_status(ANA, "left")
    await leave(scene.store, ANA)


async def a_pair_is_excluded(scene: Scene) -> None:
    async with scene.database.session() as connection:
        insert = "INSERT INTO kept_pairs (program, word, mentor, mentee) VALUES ($1, 'excluded', $2, $3)"
        await connection.execute(insert, scene.program, DAN, BEN)
        await connection.execute(insert, scene.program, ANA, CLEO)
        await scene.look()
        await connection.execute("DELETE FROM kept_pairs WHERE mentor = $1", ANA)


CHANGES: list[Change] = [
    a_pair_is_excluded,
    a_mentor_is_frozen,
    a_mentorship_begins_elsewhere,
    skills_change,
    wishes_change,
    somebody_pauses,
    the_profile_goes,
    somebody_is_erased,
    somebody_goes_on_leave,
    hr_changes_a_stage,
    a_manager_far_above_changes,
    hours_change,
    somebody_enrolls,
    a_capacity_changes,
    a_top_criterion_changes,
    a_place_is_given_up,
    rules_change,
    proposals_are_made,
    a_proposal_is_declined,
    a_mentorship_starts,
    a_mentorship_ends,
    somebody_leaves,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.replace("_", "-"))
async def test_after_a_change_the_mirror_is_what_a_new_one_would_be(scene: Scene, change: Change) -> None:
    before = scene.pairs()
    await change(scene)
    assert await scene.look()
    assert scene.pairs() != before
    assert scene.pairs() == known(await scene.anew(), scene.program)
    assert scene.pairs() == judged(scene.follower.mirror, scene.program)


async def test_one_change_after_the_other_leaves_no_trace_of_the_earlier(scene: Scene) -> None:
    for change in (skills_change, somebody_enrolls, a_manager_far_above_changes, a_top_criterion_changes, rules_change):
        await change(scene)
        await scene.look()
        assert scene.pairs() == known(await scene.anew(), scene.program)


async def test_questions_are_answered_while_much_changes(scene: Scene) -> None:
    newcomers = [UUID(int=0xF000 + number) for number in range(30)]
    async with scene.store.works() as work:
        await people_work_here(work, *newcomers)
        await they_say(work, *(a_participant(one, offers={"sql": 4}) for one in newcomers))
        await enrolled(work, scene.program, *(Row("mentor", one) for one in newcomers))
    scene.follower.turns = Turns(longest=0)
    following = asyncio.ensure_future(scene.follower.look(scene.store.at))
    found = []
    while not following.done():
        found.append(len(scene.recommended(BEN)))
        await asyncio.sleep(0)
    assert await following
    assert found == sorted(found)
    assert {*range(3, 32)} <= {*found}, "one who came after the other"
    assert scene.pairs() == known(await scene.anew(), scene.program)


async def test_what_is_committed_late_is_not_missed(scene: Scene) -> None:
    async with scene.database.session() as connection:
        slow = connection.transaction()
        await slow.start()
        await connection.execute("UPDATE people SET status = 'on-leave' WHERE id = $1", ANA)
        await somebody_enrolls(scene)  # a later transaction that is committed earlier
        await scene.look()
        between = scene.pairs()
        assert any(mentor == FAY for mentor, _ in between)
        assert any(mentor == ANA for mentor, _ in between)
        await slow.commit()
    await scene.look()
    assert not any(mentor == ANA for mentor, _ in scene.pairs())


async def test_what_somebody_asks_for_fills_a_place_of_the_other_alone(scene: Scene) -> None:
    await request_mentor_by_hand(scene)
    await scene.look()
    taken = scene.follower.mirror.roster(scene.program).taken
    assert (taken[scene.places[DAN]], taken[scene.places[CLEO]]) == (1, 0)
    assert scene.pairs() == known(await scene.anew(), scene.program) == judged(scene.follower.mirror, scene.program)


async def test_when_a_mentor_answers_is_shown_as_it_was_told(scene: Scene) -> None:
    async with scene.database.session() as connection:
        told = {"answer_hours": {"expected": 7.5}}
        await connection.execute("INSERT INTO mentors (person, told) VALUES ($1, $2)", ANA, told)
    await scene.look()
    (card,) = look(scene.follower.mirror, Look(scene.program, Asker(BEN), most=1), scene.store.at)
    assert (card.person, card.answers_in) == (ANA, 7.5)


async def test_nothing_is_asked_where_nothing_happened(scene: Scene) -> None:
    await skills_change(scene)
    assert await scene.look()
    await scene.look()
    assert not await scene.look()


async def test_a_pause_ends_by_itself(scene: Scene) -> None:
    before = scene.pairs()
    await scene.say(replaced(SAYS[0], paused_until=scene.store.at + timedelta(days=1)))
    await scene.look()
    assert not any(mentor == ANA for mentor, _ in scene.pairs())
    scene.store.after(timedelta(days=1))
    scene.follower.mirror.renew(scene.store.at, 10)
    assert scene.pairs() == before


async def test_a_program_comes_with_its_opening_and_goes_with_its_closing(scene: Scene) -> None:
    async with scene.store.works() as work:
        second = await an_open_program(work, name="Second")
        await enrolled(work, second, Row("mentor", ANA), Row("mentee", BEN))
        await close_program(scene.program, by=HR, work=work)
    await scene.look()
    mirror = scene.follower.mirror
    assert {*mirror.rosters} == {second}
    assert known(mirror, second) == known(await scene.anew(), second) != {}
    assert {*mirror.census.portraits} == {ANA, BEN}


async def test_earlier_partners_of_other_programs_are_known_where_it_matters(scene: Scene) -> None:
    await a_mentorship_ends(scene)
    async with scene.store.works() as work:
        second = await an_open_program(work, name="Second", rules=Rules(earlier_partners="never"))
        third = await an_open_program(work, name="Third")
        for program in (second, third):
            await enrolled(work, program, Row("mentor", ANA), Row("mentee", BEN))
    await scene.look()
    mirror = scene.follower.mirror
    assert known(mirror, second) == judged(mirror, second) == {}
    assert known(mirror, third) != {}
    async with scene.store.works() as work:
        await revise_program(third, {"rules": Rules(earlier_partners="never")}, by=HR, work=work)
    await scene.look()
    assert known(mirror, third) == {}


async def test_a_copy_that_has_not_looked_for_long_begins_anew(scene: Scene) -> None:
    scene.follower.looked -= LATEST + 1
    with pytest.raises(TooLate):
        await scene.look()


async def test_changes_are_forgotten_when_every_copy_has_seen_them(scene: Scene) -> None:
    async def kept() -> int:
        async with scene.database.session() as connection:
            return int(await connection.fetchval("SELECT count(*) FROM engine_changes"))

    assert await kept() > 0
    await scene.follower.forget(scene.store.at)
    assert await kept() > 0
    later = scene.store.at + KEPT
    await somebody_enrolls(scene)
    await scene.follower.forget(later)
    assert 0 < await kept() <= 6, "what came after the hour stays"
    await scene.look()
    assert scene.pairs() == known(await scene.anew(), scene.program)


async def request_mentor_by_hand(scene: Scene) -> None:
    async with scene.store.works() as work:
        places = {"mentor_enrollment": scene.places[DAN], "mentee_enrollment": scene.places[CLEO]}
        asked = a_proposal(program=scene.program, run=None, origin="request", mentor=DAN, mentee=CLEO, **places)
        await work.proposals.add([replace(asked, asked_by=CLEO)])


def replaced(told: ParticipantState, **changed: object) -> ParticipantState:
    return ParticipantState.model_validate(told.model_dump() | changed)
