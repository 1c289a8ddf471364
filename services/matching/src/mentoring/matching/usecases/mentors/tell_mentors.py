"""What is told of mentors: room, expected answer time, silence, whenever it has changed enough to matter."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from mentoring.contracts.matching import AnswerHours, MentorState
from mentoring.matching.domain.answer_time import USUAL, Habit, expected, habit
from mentoring.matching.domain.mentor import Mentor
from mentoring.matching.domain.person import Person
from mentoring.matching.ports import Work

AT_ONCE: Final = 200
NEWEST_OF_ALL: Final = 5000
MATTERS: Final = 0.1
"""By what part an expected time has to move to be told again."""


async def tell_mentors(work: Work) -> int:
    """Those whose room or habits have changed, or whose pause is over. Answers how many were looked at."""
    marked = await work.mentors.marked(work.now(), AT_ONCE)
    told = await work.mentors.told(marked)
    states = await states_of(marked, work)
    news = {person: state for person, state in states.items() if matters(told.get(person), state)}
    for state in news.values():
        work.announce(state)
    people = await work.people.of(list(states))
    again = {person: people[person].looked_at_again(work.now()) if person in people else None for person in states}
    await work.mentors.keep_told(news, again)
    return len(marked)


async def learn_habit(work: Work) -> int:
    """How mentors here answer, out of their newest answers."""
    waits = await work.mentors.newest_waits(NEWEST_OF_ALL)
    await work.mentors.keep_habit(habit(waits))
    return 0


async def states_of(people: Collection[UUID], work: Work) -> dict[UUID, MentorState]:
    """Of those who are or were mentors."""
    mentors = await work.mentors.of(people)
    known = await work.people.of(list(mentors))
    company = await work.mentors.habit() or USUAL
    return {
        person: state_of(mentor, known[person], company, work.now())
        for person, mentor in sorted(mentors.items())
        if person in known
    }


def state_of(mentor: Mentor, person: Person, company: Habit, at: datetime) -> MentorState:
    """As a topic and a door tell it."""
    time = expected(mentor.waits, company)
    hours = AnswerHours(
        expected=round(time.median, 1), low=round(time.low, 1), high=round(time.high, 1), answers=time.answers
    )
    away = person.away(at)
    return MentorState(
        person=mentor.person,
        places=mentor.places,
        taken=mentor.taken,
        open_requests=mentor.open_requests,
        answer_hours=hours,
        frozen=person.frozen_at is not None,
        frozen_at=person.frozen_at,
        away=None if away == "frozen" else away,
    )


def matters(before: MentorState | None, now: MentorState) -> bool:
    """Counts and standing always; times when they have moved by a tenth."""
    if before is None:
        return True
    if before.model_copy(update={"answer_hours": None}) != now.model_copy(update={"answer_hours": None}):
        return True
    old, new = before.answer_hours, now.answer_hours
    if old is None or new is None:
        return old is not new
    moves = [(old.expected, new.expected), (old.low, new.low), (old.high, new.high)]
    return any(abs(after - was) > MATTERS * max(was, MATTERS) for was, after in moves)
