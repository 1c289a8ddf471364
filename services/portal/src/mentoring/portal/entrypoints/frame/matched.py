"""Made-up values for the components page: what matching brings, in all its states."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from mentoring.portal.domain.bond import Agreement, PhaseSeen
from mentoring.portal.domain.candidate import Candidate, Part, RuleSeen, SkillSeen
from mentoring.portal.domain.introduction import Introduction
from mentoring.portal.domain.outcomes import Compared, Comparison, Days, Estimate, Rate
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.room import AnswerHours
from mentoring.portal.domain.run import Certificate, Figures, Run
from mentoring.portal.domain.terms import CRITERIA, Rules

PROOF = Certificate(value=5964, bound=5964, gap=0, gap_percent=0, rounds=7, audited=84, violations=0)
FIGURES = Figures(
    mentees=90,
    mentors=34,
    places=96,
    pairs=84,
    unmatched=6,
    total_points=5964,
    certificate=PROOF,
    blocking_pairs=3,
    seconds=0.4,
)


def matched(ana: Person, ben: Person) -> dict[str, Any]:
    """Around two people."""
    candidate = Candidate(
        person=ana.id,
        points=82,
        summary="Offers 1 of the 2 skills that you want, and you both like climbing.",
        parts=tuple(Part(code, 11, 12) for code in CRITERIA),
        skills=(SkillSeen("Distributed systems", 4, 5, met=True), SkillSeen("Rust", 3, 0, met=False)),
        hours_apart=6,
        overlap_minutes=900,
        free_places=2,
    )
    apart = (RuleSeen("shared-language", "You share no language."),)
    run = Run(ben.id, ana.id, "drafted", datetime(2026, 11, 23, 9, tzinfo=UTC), FIGURES, seed=7, engine="1.4")
    short = replace(PROOF, bound=5990, gap=26, gap_percent=0.43)
    return {
        "candidates": [
            (candidate, AnswerHours(26, 9, 70, 6)),
            (replace(candidate, free_places=0), AnswerHours(40, 12, 160, 0)),
            (replace(candidate, broken=apart, points=0), None),
        ],
        "runs": [
            run,
            replace(run, figures=replace(FIGURES, certificate=short)),
            replace(run, figures=replace(FIGURES, blocking_pairs=0, price_of_stability=41)),
            replace(run, figures=replace(FIGURES, certificate=None, floor=38)),
        ],
        "phases": (
            PhaseSeen("Getting to know", "P2W", "behind"),
            PhaseSeen("Working together", "P20W", "now"),
            PhaseSeen("Looking back", "P2W", "ahead"),
        ),
        "agreements": [_agreement(ana.id), _agreement(ben.id), _agreement(ana.id, ben.id)],
        "findings": ("never-met", "silent", "overdue", "missed", "drifting", "nothing-ahead", "unanswered", "new-code"),
        "introductions": [
            Introduction(ana.id, ben.id, ana, ben, ana, "asked", datetime(2026, 12, 6, tzinfo=UTC)),
            Introduction(ana.id, ben.id, ana, ben, ana, "made", datetime(2026, 12, 6, tzinfo=UTC)),
        ],
        "rates": [Rate(90, 80, Estimate(0.89, 0.81, 0.94)), Rate(0, 0)],
        "days": [Days(71, 4, 6, 15), Days(0, 12)],
        "compared": [
            _compared(0.03, -0.02, 0.08),
            _compared(0.07, 0.02, 0.12),
            Compared(date(2027, 1, 31), None, "too-few"),
        ],
        "rules": Rules(overlap_minutes=600, least=1, department="different"),
        "weights": [("skills", 60), ("zone", 10)],
    }  # fmt: skip


def _agreement(*by: UUID) -> Agreement:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    return Agreement(("Lead a team by spring",), "Every other Tuesday", "It stays here", 2, frozenset(by), by[0], at)


def _compared(value: float, low: float, high: float) -> Compared:
    share, other = Estimate(0.93, 0.88, 0.96), Estimate(0.9, 0.87, 0.93)
    return Compared(date(2027, 1, 31), Comparison(84, 412, 3, share, other, Estimate(value, low, high)))
