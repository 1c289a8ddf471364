"""Every rule with the values that it was judged by, kept or broken."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoring.matching.domain.pairing import rules
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.scoring.credit import gap
from mentoring.matching.domain.person import STAGES


@dataclass(frozen=True, slots=True)
class Ruling:
    """A rule of the program with the values that it was judged by. What is not known has no value."""

    code: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def removable(self) -> bool:
        """Whether a program could do without it; who the two are and what stands between them, it cannot change."""
        return self.code in rules.RULES


def rulings(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    """What the pair keeps, and what it breaks."""
    broken = rules.breaches(mentor, mentee, cohort)
    kept = [Ruling(rule, _values(rule, mentor, mentee, cohort)) for rule in rules.active(cohort) if rule not in broken]
    if not {*rules.BARS} & {*broken}:
        kept.append(Ruling("new-pair"))
    return tuple(kept), tuple(Ruling(rule, _values(rule, mentor, mentee, cohort)) for rule in broken)


def _values(rule: str, mentor: Candidate, mentee: Candidate, cohort: Cohort) -> dict[str, tuple[str, ...]]:  # noqa: PLR0911 - one per rule
    match rule:
        case "reporting-line":
            return _line(mentor, mentee)
        case "shared-language":
            shared = tuple(sorted(mentor.languages & mentee.languages))
            if shared:
                return {"languages": shared}
            return {"mentor": tuple(sorted(mentor.languages)), "mentee": tuple(sorted(mentee.languages))}
        case "overlap":
            return {"least": _told(cohort.rules.overlap_minutes), "common": _told(rules.common(mentor, mentee))}
        case "location":
            remote = ("yes",) if mentor.remote and mentee.remote else ("no",)
            asked = {"asked": (cohort.rules.location,), "both_remote": remote}
            return {**asked, "mentor": _told(mentor.site), "mentee": _told(mentee.site)}
        case "stage-gap":
            bounds = cohort.rules.stage_gap
            return {
                "least": _told(bounds.least),
                "most": _told(bounds.most),
                "gap": _told(gap(mentor, mentee, cohort.kind)),
                "mentor": _told(None if mentor.stage is None else STAGES[mentor.stage]),
                "mentee": _told(None if mentee.stage is None else STAGES[mentee.stage]),
            }
        case "department":
            asked = {"asked": (cohort.rules.department,)}
            return {**asked, "mentor": _told(mentor.department), "mentee": _told(mentee.department)}
        case "topic":
            topics = cohort.topics & mentor.skills.keys()
            return {
                "asked": tuple(sorted(cohort.topics)),
                "offered": tuple(mentor.name_of(one) for one in sorted(topics)),
            }
        case _:
            return {}


def _line(mentor: Candidate, mentee: Candidate) -> dict[str, tuple[str, ...]]:
    managers: dict[str, tuple[str, ...]] = {
        "managers_of_mentor": (str(len(mentor.chain)),),
        "managers_of_mentee": (str(len(mentee.chain)),),
    }
    if mentor.person in mentee.chain:
        return {**managers, "above": ("mentor",)}
    return {**managers, "above": ("mentee",)} if mentee.person in mentor.chain else managers


def _told(value: object) -> tuple[str, ...]:
    return () if value is None else (str(value),)
