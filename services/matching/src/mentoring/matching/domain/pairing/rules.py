"""What no pair may break; one pair at a time. `grid` does the same for blocks."""

from typing import Literal

from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort

Breach = Literal["same-person", "reporting-line", "shared-language"] | Bar
"""The rules in the order in which they are told; the last three are about what was between the two before."""


def breaches(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> list[Breach]:
    """Every rule that the pair would break."""
    found: list[Breach] = []
    if mentor.person == mentee.person:
        found.append("same-person")
    if cohort.rules.not_in_reporting_line and in_one_line(mentor, mentee):
        found.append("reporting-line")
    if cohort.rules.shared_language and not mentor.languages & mentee.languages:
        found.append("shared-language")
    if bar := cohort.barred.get((mentor.person, mentee.person)):
        found.append(bar)
    return found


def in_one_line(mentor: Candidate, mentee: Candidate) -> bool:
    """Whether one of the two is, at any distance, above the other."""
    return mentor.person in mentee.chain or mentee.person in mentor.chain
