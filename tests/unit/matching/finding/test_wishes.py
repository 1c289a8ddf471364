"""What a search means by its words."""

from typing import Any
from uuid import UUID

import pytest

from mentoring.matching.domain.finding.questions import Wish
from mentoring.matching.domain.finding.wishes import meeting
from tests.unit.matching.builders import PROGRAM
from tests.unit.matching.finding.portraits import a_portrait
from tests.unit.matching.finding.test_finder import a_mirror

PEOPLE = (
    a_portrait({"Machine Learning": 4, "SQL": 2}, interests=["Bird-watching"], site="Graz", function="Engineering"),
    a_portrait({"sql": 5}, languages=["pt-BR", "en"], stage="lead", transitions_lived=["promotion"], goals=["Writing"]),
    a_portrait(stage=None, site="Lisbon", department="Legal"),
)
MIRROR = a_mirror([(one, 1) for one in PEOPLE], a_portrait())


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({}, {0, 1, 2}),
        ({"skills": ("SQL",)}, {0, 1}),
        ({"skills": ("sql", "  machine   LEARNING ")}, {0}),
        ({"skills": ("machine",)}, set()),
        ({"stages": frozenset({"lead", "mid"})}, {0, 1}),
        ({"sites": frozenset({"Graz", "Lisbon"})}, {0, 2}),
        ({"languages": frozenset({"pt"})}, {1}),
        ({"languages": frozenset({"EN_us"})}, {0, 1, 2}),
        ({"transitions": ("promotion",)}, {1}),
        ({"text": "learn"}, {0}),
        ({"text": "earn"}, set()),
        ({"text": "SQL engin"}, {0}),
        ({"text": "watch"}, {0}),
        ({"text": "legal"}, {2}),
        ({"text": "lisb"}, {2}),
        ({"text": "writ"}, {1}),
        ({"text": "promo"}, {1}),
        ({"text": "   "}, {0, 1, 2}),
        ({"skills": ("sql",), "stages": frozenset({"mid"}), "text": "graz"}, {0}),
    ],
)
def test_whoever_meets_all_of_it_is_found(wish: dict[str, Any], expected: set[int]) -> None:
    roster = MIRROR.roster(PROGRAM)
    met = meeting(Wish(**wish), roster.store)
    rows = roster.store.mentors.rows
    assert {row for row in range(len(PEOPLE)) if met[rows[UUID(int=2000 + row)]]} == expected
