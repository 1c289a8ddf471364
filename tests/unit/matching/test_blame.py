"""A rule set that admits nobody is refused by the name of the rule that is to blame."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings

from mentoring.matching.domain.errors.runs import RulesAdmitNobody
from mentoring.matching.domain.errors.terms import RulesContradict
from mentoring.matching.domain.pairing.blame import Blame, blame, must_admit_somebody
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.terms import Rules, StageGap, Weights
from tests.unit.matching.builders import ANA, BEN, CLEO, a_candidate, a_cohort, a_program
from tests.unit.matching.cohorts import cohorts


def test_one_rule_alone_is_named_with_the_pairs_that_it_keeps_apart() -> None:
    french = [a_candidate(UUID(int=50 + number), languages=frozenset({"fr"})) for number in range(4)]
    market = market_of(a_cohort(french, [a_candidate(BEN), a_candidate(CLEO)]))
    assert blame(market) == Blame(("shared-language",), 8, 8)
    with pytest.raises(RulesAdmitNobody) as refused:
        must_admit_somebody(market)
    assert "shared-language" in str(refused.value)


def test_of_two_rules_it_is_the_one_without_which_more_pairs_could_be() -> None:
    french = [a_candidate(UUID(int=50 + number), languages=frozenset({"fr"})) for number in range(2)]
    junior = [a_candidate(UUID(int=60 + number), stage=0) for number in range(3)]
    rules = Rules(stage_gap=StageGap(least=0))
    assert blame(market_of(a_cohort([*french, *junior], [a_candidate(BEN)], rules=rules))) == Blame(
        ("stage-gap",), 5, 3
    )


def test_two_rules_that_only_together_keep_everybody_apart_are_both_named() -> None:
    far = a_candidate(ANA, languages=frozenset({"fr"}), department="north")
    rules = Rules(department="same")
    market = market_of(a_cohort([far], [a_candidate(BEN, department="south")], rules=rules))
    assert blame(market) == Blame(("shared-language", "department"), 1, 1)


def test_no_rule_is_to_blame_for_what_stands_between_two_people() -> None:
    market = market_of(a_cohort([a_candidate(ANA)], [a_candidate(BEN)], barred={(ANA, BEN): "declined"}))
    assert blame(market) == Blame((), 1, 0)
    must_admit_somebody(market)


def test_nothing_is_to_blame_where_pairs_are_possible_or_nobody_is_there() -> None:
    assert blame(market_of(a_cohort([a_candidate(ANA)], [a_candidate(BEN)]))) is None
    assert blame(market_of(a_cohort([], [a_candidate(BEN)]))) is None


@given(cohorts(most=6))
@settings(max_examples=60, deadline=None)
def test_without_the_rules_to_blame_so_many_pairs_could_be(cohort: Cohort) -> None:
    found = blame(market_of(cohort))
    if found is None:
        return
    pairs = [
        {*breaches(mentor, mentee, cohort)}
        for mentor in cohort.mentors
        for mentee in cohort.mentees
        if mentor.takes_part and mentee.takes_part
    ]
    assert all(pairs)
    assert found.pairs == len(pairs)
    assert found.admitted == sum(broken <= {*found.rules} for broken in pairs)


def test_wishes_that_contradict_a_rule_are_refused_before_anybody_enrolls() -> None:
    wish = Weights(location=10, prefer_different=("location",))
    with pytest.raises(RulesContradict):
        a_program(rules=Rules(location="same-site"), weights=wish)
    assert a_program(rules=Rules(location="same-site-or-remote"), weights=wish).weights == wish
    with pytest.raises(RulesContradict):
        replace(a_program(), kind="peer", mode="cohort", rules=Rules(stage_gap=StageGap(most=-1)))
