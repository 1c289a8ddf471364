"""Whoever writes when: nobody is in two places, nothing deadlocks, and what is told is what is stored.

All writers run side by side on a real database. Deadlocks would surface as errors of the writers, for nothing here
tries again.
"""

import asyncio
import random
from collections.abc import Awaitable, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from uuid import UUID, uuid4

from mentoring.kernel import Refusal
from mentoring.postgres import Database
from mentoring.scheduling.domain.errors import NotFree
from mentoring.scheduling.domain.session import Session
from mentoring.scheduling.usecases.book_check_ins import book_next_check_ins
from mentoring.scheduling.usecases.book_session import book_session
from mentoring.scheduling.usecases.cancel_session import cancel_session, cancel_sessions_of_leaver
from mentoring.scheduling.usecases.end_mentorship import end_mentorship
from mentoring.scheduling.usecases.move_session import move_session
from mentoring.scheduling.usecases.plan_check_ins import plan_check_ins
from tests.integration.scheduling.conftest import Store
from tests.unit.scheduling.builders import FORTNIGHTLY, a_mentorship, a_person, a_session, utc

TEN = utc(2026, 11, 3, 10)
PEOPLE = [UUID(int=number) for number in range(1, 7)]
PAIRS = list(combinations(PEOPLE, 2))


def the_mentorship(mentor: UUID, mentee: UUID) -> UUID:
    return UUID(int=(mentor.int << 16) | mentee.int)


async def everybody_knows_everybody(store: Store) -> None:
    async with store.works() as work:
        await work.people.keep([a_person(person) for person in PEOPLE])
        for mentor, mentee in PAIRS:
            await work.mentorships.add(a_mentorship(the_mentorship(mentor, mentee), mentor, mentee, cadence=None))


async def together(acts: Sequence[Awaitable[object]]) -> list[object]:
    """What each act answered, or the refusal it met. Anything but a refusal is a fault of ours."""
    found: list[object] = list(await asyncio.gather(*acts, return_exceptions=True))
    for each in found:
        if isinstance(each, BaseException) and (not isinstance(each, Refusal) or each.kind == "broken"):
            raise each
    return found


async def overlaps(database: Database) -> int:
    """Counted without the constraint's operators, over what the sessions themselves say."""
    async with database.reading() as connection:
        found: int = await connection.fetchval(
            """
            SELECT count(*) FROM sessions AS one JOIN sessions AS other
                ON one.id < other.id AND one.state = 'booked' AND other.state = 'booked'
                AND one.starts < other.ends AND other.starts < one.ends
                AND ARRAY[one.mentor, one.mentee] && ARRAY[other.mentor, other.mentee]
            """
        )
    return found


async def stray_holds(database: Database) -> int:
    """Sessions that hold other than they say, or that are not booked and hold something."""
    async with database.reading() as connection:
        found: int = await connection.fetchval(
            """
            SELECT count(*) FROM sessions LEFT JOIN (
                SELECT session, array_agg(person ORDER BY person) AS people, min(lower(during)) AS starts,
                    max(upper(during)) AS ends
                FROM holds GROUP BY session
            ) AS held ON held.session = sessions.id
            WHERE CASE WHEN state = 'booked'
                THEN held.people IS DISTINCT FROM ARRAY[least(mentor, mentee), greatest(mentor, mentee)]
                    OR held.starts <> sessions.starts OR held.ends <> sessions.ends
                ELSE held.session IS NOT NULL END
            """
        )
    return found


async def test_of_many_who_want_one_hour_of_one_person_one_gets_it(postgres_store: Store, database: Database) -> None:
    await everybody_knows_everybody(postgres_store)
    wanted = PEOPLE[0]

    async def book(mentee: UUID) -> Session:
        async with postgres_store.works() as work:
            return await book_session(the_mentorship(wanted, mentee), TEN, 60, None, mentee, work)

    found = await together([book(mentee) for mentee in PEOPLE[1:] for _ in range(8)])
    assert [type(each) for each in found].count(Session) == 1
    assert [type(each) for each in found].count(NotFree) == len(found) - 1
    assert (await overlaps(database), await stray_holds(database)) == (0, 0)


async def test_the_constraint_alone_holds_when_nobody_holds_the_people(
    postgres_store: Store, database: Database
) -> None:
    """The repository without the use cases: writers that see each other's rows only when they meet in the index."""
    await everybody_knows_everybody(postgres_store)
    chance = random.Random(7)  # noqa: S311 - dice

    async def book(pair: tuple[UUID, UUID], starts: datetime) -> bool:
        async with postgres_store.works() as work:
            mentor, mentee = chance.sample(pair, 2)
            session = a_session(uuid4(), starts, 45, the_mentorship(*pair), mentor, mentee)
            booked = await work.sessions.book(session)
            await asyncio.sleep(chance.random() / 200)
            return booked

    wanted = [(chance.choice(PAIRS), TEN + timedelta(minutes=15 * chance.randrange(24))) for _ in range(400)]
    found = await together([book(pair, starts) for pair, starts in wanted])
    assert 10 < found.count(True) < 30  # six people and six hours leave little room
    assert (await overlaps(database), await stray_holds(database)) == (0, 0)


class Storm:
    """Everything that touches time, in a random order; the dice fall the same at every run, the races do not."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.chance = random.Random(11)  # noqa: S311 - dice
        self.booked: list[Session] = []

    def start(self) -> datetime:
        return TEN + timedelta(days=self.chance.randrange(2), minutes=15 * self.chance.randrange(20))

    async def book(self) -> None:
        mentor, mentee = self.chance.choice(PAIRS)
        async with self.store.works() as work:
            session = await book_session(the_mentorship(mentor, mentee), self.start(), 30, None, mentor, work)
        self.booked.append(session)

    async def move(self, session: Session | None = None, starts: datetime | None = None) -> None:
        session = session or self.chance.choice(self.booked)
        async with self.store.works() as work:
            await move_session(session.id, starts or self.start(), session.mentee, work)

    async def swap(self) -> None:
        """Two sessions want each other's time at once: the classic deadlock of moves."""
        one, other = self.chance.sample(self.booked, 2)
        await together([self.move(one, other.meeting.starts), self.move(other, one.meeting.starts)])

    async def cancel(self) -> None:
        session = self.chance.choice(self.booked)
        async with self.store.works() as work:
            await cancel_session(session.id, "clash", session.mentor, work)

    async def leave(self) -> None:
        async with self.store.works() as work:
            await cancel_sessions_of_leaver(self.chance.choice(PEOPLE), work)

    async def hear_of_people(self) -> None:
        async with self.store.works() as work:
            await work.people.keep([a_person(person) for person in self.chance.sample(PEOPLE, len(PEOPLE))])

    async def end(self, pair: tuple[UUID, UUID]) -> None:
        async with self.store.works() as work:
            await end_mentorship(the_mentorship(*pair), work)

    async def blow(self) -> None:
        often, seldom = [self.book, self.move, self.swap], [self.cancel, self.hear_of_people]
        await together([self.chance.choice(3 * often + seldom)() for _ in range(60)] + [self.leave()])


async def test_the_count_of_overlaps_sees_one_when_nothing_refuses_it(
    postgres_store: Store, database: Database
) -> None:
    await everybody_knows_everybody(postgres_store)
    async with database.session() as connection:
        await connection.execute("ALTER TABLE holds DROP CONSTRAINT nobody_is_in_two_places")
    pair, other = PAIRS[0], PAIRS[1]
    async with postgres_store.works() as work:
        assert await work.sessions.book(a_session(uuid4(), TEN, 30, the_mentorship(*pair), *pair))
        later = TEN + timedelta(minutes=29)
        assert await work.sessions.book(a_session(uuid4(), later, 30, the_mentorship(*other), *other))
    assert await overlaps(database) == 1
    async with database.session() as connection:
        await connection.execute("DELETE FROM holds WHERE person = $1", pair[0])
    assert await stray_holds(database) == 2


async def test_a_storm_of_bookings_moves_cancellations_and_ends_leaves_no_overlap(
    postgres_store: Store, database: Database
) -> None:
    await everybody_knows_everybody(postgres_store)
    storm = Storm(postgres_store)
    await together([storm.book() for _ in range(40)])
    for _ in range(8):
        await storm.blow()
        assert (await overlaps(database), await stray_holds(database)) == (0, 0)
    await together([storm.end(pair) for pair in PAIRS] + [storm.book() for _ in range(20)])
    async with database.reading() as connection:
        assert await connection.fetchval("SELECT max(sequence) FROM sessions") > 1
        assert await connection.fetchval("SELECT count(*) FROM sessions WHERE state = 'booked'") == 0
        assert await connection.fetchval("SELECT count(*) FROM holds") == 0
        told = await connection.fetchval("SELECT count(*) FROM outbox WHERE topic = 'scheduling.sessions'")
        assert told == await connection.fetchval("SELECT sum(sequence + 1) FROM sessions")


async def test_several_clocks_share_the_check_ins_and_book_each_once(postgres_store: Store, database: Database) -> None:
    async with postgres_store.works() as work:
        for mentor, mentee in PAIRS:
            await plan_check_ins(a_mentorship(the_mentorship(mentor, mentee), mentor, mentee, FORTNIGHTLY), work)
        await work.people.keep([a_person(person) for person in PEOPLE])

    async def clock() -> int:
        settled = 0
        while True:
            async with postgres_store.works() as work:
                found = await book_next_check_ins(work)
            if not found:
                return settled
            settled += found

    shares = await asyncio.gather(*(clock() for _ in range(6)))
    assert sum(shares) == 2 * len(PAIRS)
    assert (await overlaps(database), await stray_holds(database)) == (0, 0)
    async with database.reading() as connection:
        counted = await connection.fetch("SELECT state, count(*) FROM check_ins GROUP BY state ORDER BY state")
        assert [tuple(row) for row in counted] == [("booked", 2 * len(PAIRS)), ("planned", 4 * len(PAIRS))]
