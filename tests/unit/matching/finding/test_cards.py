"""What the engine found, as its doors show it."""

from uuid import UUID

from mentoring.matching.domain.finding.finder import look, why
from mentoring.matching.domain.finding.questions import Asker, Look, Why
from mentoring.matching.entrypoints.http.cards import answer_of, card_of
from mentoring.testing.work import A_MONDAY_MORNING as NOW
from tests.unit.matching.builders import BEN, PROGRAM
from tests.unit.matching.finding.portraits import a_portrait
from tests.unit.matching.finding.test_finder import a_mirror

MENTOR = UUID(int=1000)


def test_a_card_adds_up_and_says_what_is_met() -> None:
    mirror = a_mirror([(a_portrait({"sql": 2}), 2)], a_portrait(wants={"sql": 4}))
    (card,) = look(mirror, Look(PROGRAM, Asker(BEN)), NOW)
    shown = card_of(card, "mentor")
    assert shown.points == sum(part.points for part in shown.parts)
    assert [(one.name, one.wanted, one.offered, one.met) for one in shown.skills] == [("sql", 4, 2, False)]
    assert (shown.broken, shown.free_places, shown.capacity, shown.load, shown.answer_hours) == ([], 2, 2, 0.0, None)


def test_an_answer_says_what_keeps_two_apart_and_what_would_change_it() -> None:
    mirror = a_mirror([(a_portrait({"sql": 2}, locale="fi"), 1)], a_portrait(wants={"sql": 4}))
    shown = answer_of(why(mirror, Why(PROGRAM, Asker(BEN), MENTOR, BEN), NOW), "mentee")
    assert (shown.admissible, [rule.code for rule in shown.broken]) == (False, ["shared-language"])
    assert any("sql" in change for change in shown.changes)
    assert (shown.mentor.free_places, shown.mentee.rank) == (1, None)
