"""Whom somebody finds, in which order, and what keeps others away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.errors.programs import ProgramNotOpen, ProgramOver, ProgramUnknown
from mentoring.matching.domain.finding.finder import look, why
from mentoring.matching.domain.finding.mirror import Held, Mirror
from mentoring.matching.domain.finding.portrait import Portrait
from mentoring.matching.domain.finding.questions import Asker, Card, Look, Why
from mentoring.matching.domain.finding.tie import Tie
from mentoring.testing.work import A_MONDAY_MORNING as NOW
from tests.unit.matching.builders import BEN, PROGRAM, a_program, an_enrollment
from tests.unit.matching.finding.portraits import a_portrait

BENS = 0xB1


def a_mirror(mentors: Sequence[tuple[Portrait, int]], seeker: Portrait, **changed: object) -> Mirror:
    """Ben and these mentors, each with a capacity; mentor n is person 1000 + n."""
    mirror = Mirror()
    people = {UUID(int=1000 + row): one for row, (one, _) in enumerate(mentors)}
    mirror.hang(people | {BEN: seeker})
    places = [an_enrollment(2000 + row, person, "mentor", mentors[row][1]) for row, person in enumerate(people)]
    places.append(an_enrollment(BENS, BEN, "mentee"))
    mirror.open(Held(a_program(**changed), places), NOW)
    return mirror


def take(mirror: Mirror, row: int, times: int = 1) -> None:
    """Somebody else takes a place of a mentor."""
    for number in range(times):
        other = UUID(int=3000 + 100 * row + number)
        tie = Tie(PROGRAM, UUID(int=1000 + row), other, "together", (UUID(int=2000 + row),))
        mirror.tie(UUID(int=other.int << 8), tie)


def found(mirror: Mirror, **asked: object) -> list[Card]:
    question = replace(Look(PROGRAM, Asker(BEN), most=100), **asked)  # type: ignore[arg-type]
    return [*look(mirror, question, NOW)]


def rows(cards: Sequence[Card]) -> list[int]:
    return [card.person.int - 1000 for card in cards]


def test_the_best_come_first_and_of_equals_those_with_more_room() -> None:
    equal = a_portrait(offers={"sql": 3})
    better = a_portrait(offers={"sql": 5})
    mirror = a_mirror([(equal, 4), (equal, 4), (better, 4), (equal, 4)], a_portrait(wants={"sql": 5}))
    take(mirror, 0, 3)
    take(mirror, 1, 1)
    take(mirror, 2, 3)
    cards = found(mirror)
    assert rows(cards) == [2, 3, 1, 0]
    assert [card.load for card in cards] == [0.75, 0, 0.25, 0.75]
    assert [card.free for card in cards] == [1, 4, 3, 1]


def test_whoever_is_full_is_not_shown() -> None:
    mirror = a_mirror(
        [(a_portrait(offers={"sql": 3}), 1), (a_portrait(offers={"sql": 1}), 1)], a_portrait(wants={"sql": 3})
    )
    assert rows(found(mirror)) == [0, 1]
    take(mirror, 0)
    assert rows(found(mirror)) == [1]
    assert rows(found(mirror, everybody=True)) == [1, 0]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3), st.integers(0, 3)), max_size=30), st.integers(1, 7))
def test_pages_together_are_the_whole_list(people: list[tuple[int, int, int]], size: int) -> None:
    mentors = [(a_portrait(offers={"sql": level}), capacity) for level, capacity, _ in people]
    mirror = a_mirror(mentors, a_portrait(wants={"sql": 4}))
    for row, (_, capacity, taken) in enumerate(people):
        take(mirror, row, min(capacity, taken))
    for everybody in (False, True):
        whole = found(mirror, everybody=everybody)
        assert [card.key for card in whole] == sorted((card.key for card in whole), reverse=True)
        pages: list[Card] = []
        while page := found(mirror, everybody=everybody, most=size, after=pages[-1].key if pages else None):
            pages += page
        assert pages == whole
        assert len(whole) == (len(people) if everybody else sum(taken < room for _, room, taken in people))


def test_a_program_that_is_not_open_has_nobody() -> None:
    mirror = a_mirror([], a_portrait())
    with pytest.raises(ProgramUnknown):
        look(mirror, Look(UUID(int=1), Asker(BEN)), NOW)
    with pytest.raises(ProgramOver):
        look(mirror, Look(PROGRAM, Asker(BEN)), NOW + timedelta(days=400))
    mirror.roster(PROGRAM).revise(a_program(state="closed"))
    with pytest.raises(ProgramNotOpen):
        look(mirror, Look(PROGRAM, Asker(BEN)), NOW)


def test_peers_find_each_other_and_not_themselves() -> None:
    mirror = Mirror()
    people = [UUID(int=number) for number in range(1, 5)]
    mirror.hang(dict.fromkeys(people, a_portrait(offers={"sql": 3}, wants={"sql": 3})))
    places = [Enrollment(UUID(int=one.int << 8), PROGRAM, one, "peer") for one in people]
    mirror.open(Held(a_program(kind="peer"), places), NOW)
    first = people[0]
    assert {card.person for card in look(mirror, Look(PROGRAM, Asker(first)), NOW)} == {*people} - {first}
    tie = Tie(PROGRAM, people[1], first, "declined")
    mirror.tie(UUID(int=9), tie)
    assert {card.person for card in look(mirror, Look(PROGRAM, Asker(first)), NOW)} == {*people[2:]}
    assert {card.person for card in look(mirror, Look(PROGRAM, Asker(people[1])), NOW)} == {*people[2:]}
    mirror.tie(UUID(int=9), None)
    assert len(look(mirror, Look(PROGRAM, Asker(first)), NOW)) == 3


def test_why_not_names_what_is_in_the_way_and_where_each_stands() -> None:
    wanted = a_portrait(wants={"sql": 3})
    mirror = a_mirror([(a_portrait(offers={"sql": 3}), 2), (a_portrait(offers={"sql": 2}, locale="fi"), 1)], wanted)
    good = why(mirror, Why(PROGRAM, Asker(BEN), UUID(int=1000), BEN), NOW)
    assert (good.explanation.admissible, good.mentee.rank, good.mentee.of, good.mentor.free) == (True, 1, 1, 2)
    bad = why(mirror, Why(PROGRAM, Asker(BEN), UUID(int=1001), BEN), NOW)
    assert [rule.code for rule in bad.explanation.broken] == ["shared-language"]
    assert (bad.mentee.rank, bad.mentor.rank) == (None, None)
