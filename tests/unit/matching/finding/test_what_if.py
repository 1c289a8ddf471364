"""What other terms would come to, and which of them nobody could meet."""

import pytest

from mentoring.matching.domain.errors.runs import RulesAdmitNobody
from mentoring.matching.domain.errors.terms import RulesContradict
from mentoring.matching.domain.finding.questions import Asker, WhatIf
from mentoring.matching.domain.finding.what_if import what_if
from mentoring.matching.domain.terms import Rules, StageGap, Weights
from mentoring.testing.work import A_MONDAY_MORNING as NOW
from tests.unit.matching.builders import EVA, PROGRAM
from tests.unit.matching.finding.portraits import a_portrait
from tests.unit.matching.finding.test_finder import a_mirror

HERS = Asker(EVA)


def test_a_rule_that_nobody_could_meet_is_named_with_what_it_keeps_apart() -> None:
    mirror = a_mirror([(a_portrait(offers={"sql": 3}), 1)] * 3, a_portrait(wants={"sql": 3}))
    strict = WhatIf(PROGRAM, HERS, Rules(stage_gap=StageGap(least=4)))
    with pytest.raises(RulesAdmitNobody) as refused:
        what_if(mirror, strict, NOW)
    assert str(refused.value).startswith("The rules admit none of the 3 pairs. To blame is stage-gap: without it 3")


def test_terms_that_contradict_themselves_are_refused_before_anybody_is_matched() -> None:
    mirror = a_mirror([(a_portrait(offers={"sql": 3}), 1)], a_portrait(wants={"sql": 3}))
    wish = WhatIf(PROGRAM, HERS, Rules(location="same-site"), Weights(location=5, prefer_different=("location",)))
    with pytest.raises(RulesContradict):
        what_if(mirror, wish, NOW)


def test_other_weights_are_compared_with_the_present_ones() -> None:
    mirror = a_mirror([(a_portrait(offers={"sql": 3}), 1)], a_portrait(wants={"sql": 3}))
    effect = what_if(mirror, WhatIf(PROGRAM, HERS, weights=Weights(100, 0, 0, 0)), NOW)
    assert effect.other.total == 100
    assert effect.other.total > effect.present.total
