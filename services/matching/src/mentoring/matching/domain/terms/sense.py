"""Rules and wishes that no pair could ever meet together, whoever takes part."""

from mentoring.matching.domain.errors.terms import RulesContradict
from mentoring.matching.domain.terms.rules import Rules
from mentoring.matching.domain.terms.shape import Kind
from mentoring.matching.domain.terms.weights import Weights


def must_make_sense(rules: Rules, weights: Weights, kind: Kind) -> None:
    """Refuses what contradicts itself."""
    if rules.location == "same-site" and "location" in weights.prefer_different and weights.location:
        raise RulesContradict(
            one="the rule that both work at one site",
            other="the wish that their sites differ",
            where="body.weights.prefer_different",
        )
    most = rules.stage_gap.most
    if kind == "peer" and most is not None and most < 0:
        raise RulesContradict(
            one="peers, whose stages are compared by their distance",
            other=f"a distance of {most} at most",
            where="body.rules.stage_gap.most",
        )
