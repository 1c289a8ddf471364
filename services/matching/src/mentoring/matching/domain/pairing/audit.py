"""Every pair of a draft again, by the rules and the scorer that go pair by pair: nothing may differ."""

from collections import Counter
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.errors.runs import AuditFailed
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.pins import Pin
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.scoring.credit import points

STEP: Final = 5000
"""Pairs between two words of progress."""

Judged = tuple[Candidate, Candidate, dict[str, int]]
"""Mentor, mentee, points by criterion."""


def audit(
    matched: Iterable[tuple[Candidate, Candidate, int]], pins: Iterable[Pin], cohort: Cohort, watch: Watch
) -> list[Judged]:
    """``matched`` are mentor, mentee and the points that the engine says; pins are kept, and judged like the rest.

    Raises:
        AuditFailed: a rule is broken, the points are others, or somebody has too many.
    """
    given = list(matched)
    judged: list[Judged] = []
    held: Counter[UUID] = Counter()
    for number, (mentor, mentee, said) in enumerate(given):
        if number % STEP == 0:
            watch.enter("audit", number, len(given))
        if broken := breaches(mentor, mentee, cohort):
            raise AuditFailed(finding=f"{mentor.person} and {mentee.person} break {', '.join(broken)}")
        parts = _parts(mentor, mentee, cohort)
        if sum(parts.values()) != said:
            raise AuditFailed(finding=f"{mentor.person} and {mentee.person} got {said} points for {parts}")
        judged.append((mentor, mentee, parts))
    for pin in pins:
        if list(pin.broken) != breaches(pin.mentor, pin.mentee, cohort):
            raise AuditFailed(finding=f"{pin.mentor.person} and {pin.mentee.person} break more than was overridden")
        judged.append((pin.mentor, pin.mentee, _parts(pin.mentor, pin.mentee, cohort)))
    for mentor, mentee, _ in judged:
        for one in (mentor, mentee):
            held[one.enrollment] += 1
            if held[one.enrollment] > one.places:
                raise AuditFailed(finding=f"{one.person} got more pairs than places")
    return judged


def _parts(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> dict[str, int]:
    return {str(code): got for code, got in points(mentor, mentee, cohort).items()}
