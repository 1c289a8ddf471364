"""What other terms would come to, beside the present ones."""

from uuid import UUID

import pytest

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.errors.programs import NotItsManager
from mentoring.matching.domain.finding.mirror import Held, Mirror
from mentoring.matching.domain.finding.questions import Asker, WhatIf
from mentoring.matching.domain.finding.what_if import what_if
from mentoring.matching.domain.terms import Rules, StageGap, Weights
from mentoring.testing.work import A_MONDAY_MORNING as NOW
from tests.unit.matching.builders import BEN, EVA, PROGRAM, a_program, an_enrollment
from tests.unit.matching.finding.portraits import a_portrait

ANA, DAN, CLEO, FAY = (UUID(int=number) for number in range(1, 5))
ASKED = WhatIf(PROGRAM, Asker(EVA))


def a_mirror() -> Mirror:
    """A place each. Ana offers all and is ahead of the mentees; Dan is not, and likes what Ben likes."""
    mirror = Mirror()
    mirror.hang(
        {
            ANA: a_portrait({"sql": 5}, stage="senior"),
            DAN: a_portrait({"sql": 1}, stage="early", interests=["chess"]),
            BEN: a_portrait(wants={"sql": 5}, stage="early", interests=["chess"]),
            CLEO: a_portrait(wants={"sql": 5}, stage="early"),
        }
    )
    places = [an_enrollment(11, ANA, "mentor"), an_enrollment(12, DAN, "mentor")]
    places += [an_enrollment(13, BEN, "mentee"), an_enrollment(14, CLEO, "mentee")]
    mirror.open(Held(a_program(), places), NOW)
    return mirror


def test_the_same_terms_come_to_the_same() -> None:
    effect = what_if(a_mirror(), ASKED, NOW)
    assert effect.present == effect.other
    assert (effect.present.pairs, effect.present.unmatched, effect.present.places) == (2, 0, 2)
    assert sum(effect.present.spread) == 2
    assert (effect.gained, effect.lost, effect.without) == ((), (), ())


def test_a_narrower_rule_leaves_somebody_without_and_nothing_is_changed() -> None:
    mirror = a_mirror()
    narrow = WhatIf(PROGRAM, ASKED.by, rules=Rules(stage_gap=StageGap(least=1)))
    effect = what_if(mirror, narrow, NOW)
    assert (effect.present.pairs, effect.other.pairs, effect.other.unmatched) == (2, 1, 1)
    assert len(effect.lost) == 1
    assert effect.without == effect.lost
    assert effect.gained == ()
    assert what_if(mirror, ASKED, NOW).other == effect.present


def test_other_weights_come_to_other_points() -> None:
    weights = Weights(skills=0, interests=100, stage=0, zone=0)
    effect = what_if(a_mirror(), WhatIf(PROGRAM, ASKED.by, weights=weights), NOW)
    assert (effect.other.pairs, effect.other.total, effect.other.lowest, effect.other.median) == (1, 100, 100, 100.0)
    assert effect.other.spread == (0,) * 9 + (1,)
    assert effect.lost == (CLEO,)


def test_peers_are_counted_once_per_pair() -> None:
    mirror = Mirror()
    people = (ANA, DAN, BEN, CLEO, FAY)
    mirror.hang(dict.fromkeys(people, a_portrait({"sql": 3}, {"sql": 3})))
    mirror.open(Held(a_program(kind="peer"), [Enrollment(one, PROGRAM, one, "peer") for one in people]), NOW)
    effect = what_if(mirror, ASKED, NOW)
    assert (effect.present.mentees, effect.present.pairs, effect.present.unmatched) == (5, 2, 1)


def test_only_those_who_run_it_ask() -> None:
    with pytest.raises(NotItsManager):
        what_if(a_mirror(), WhatIf(PROGRAM, Asker(BEN)), NOW)
