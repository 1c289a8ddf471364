"""What no pair may break; one pair at a time. The kernel does the same for all."""

from typing import Final, Literal

from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort
from mentoring.matching.domain.pairing.hours import common_minutes
from mentoring.matching.domain.pairing.scoring.credit import gap

Rule = Literal["reporting-line", "shared-language", "overlap", "location", "stage-gap", "department", "topic"]
"""What a program sets and could do without."""
Breach = Literal["same-person"] | Rule | Bar
"""In the order in which they are told; bars are about what stands between the two already."""

RULES: Final[tuple[Rule, ...]] = (
    "reporting-line",
    "shared-language",
    "overlap",
    "location",
    "stage-gap",
    "department",
    "topic",
)
BARS: Final[tuple[Bar, ...]] = ("declined", "proposed", "together", "paired", "paired-elsewhere", "excluded")
BREACHES: Final[tuple[Breach, ...]] = ("same-person", *RULES, *BARS)


def standing_bars(cohort: Cohort) -> frozenset[Bar]:
    """Those that bar in this program: earlier partners may be welcome again."""
    forgiven: dict[str, set[Bar]] = {"any": {"paired", "paired-elsewhere"}, "program": {"paired-elsewhere"}}
    return frozenset(BARS) - forgiven.get(cohort.rules.earlier_partners, set())


def active(cohort: Cohort) -> tuple[Rule, ...]:
    """The rules that this program has, in the order in which they are told."""
    rules = cohort.rules
    has: dict[Rule, bool] = {
        "reporting-line": rules.not_in_reporting_line,
        "shared-language": rules.shared_language,
        "overlap": rules.overlap_minutes > 0,
        "location": rules.location != "any",
        "stage-gap": not rules.stage_gap.open,
        "department": rules.department != "any",
        "topic": bool(cohort.topics),
    }
    return tuple(rule for rule in RULES if has[rule])


def breaches(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> list[Breach]:
    """Every rule that the pair would break; a value that is not known breaks the rule that needs it."""
    found: list[Breach] = ["same-person"] if mentor.person == mentee.person else []
    found += [rule for rule in active(cohort) if not keeps(rule, mentor, mentee, cohort)]
    bar = cohort.barred.get((mentor.person, mentee.person))
    if bar is not None and bar in standing_bars(cohort):
        found.append(bar)
    return found


def keeps(rule: Rule, mentor: Candidate, mentee: Candidate, cohort: Cohort) -> bool:  # noqa: PLR0911 - one per rule
    """Whether the pair keeps a rule."""
    match rule:
        case "reporting-line":
            return not in_one_line(mentor, mentee)
        case "shared-language":
            return bool(mentor.languages & mentee.languages)
        case "overlap":
            minutes = common(mentor, mentee)
            return minutes is not None and minutes >= cohort.rules.overlap_minutes
        case "location":
            return _near(mentor, mentee, cohort)
        case "stage-gap":
            ahead = gap(mentor, mentee, cohort.kind)
            return ahead is not None and cohort.rules.stage_gap.allows(ahead)
        case "department":
            if mentor.department is None or mentee.department is None:
                return False
            return (mentor.department == mentee.department) == (cohort.rules.department == "same")
        case "topic":
            return not cohort.topics.isdisjoint(mentor.skills)


def in_one_line(mentor: Candidate, mentee: Candidate) -> bool:
    """Whether one of the two is, at any distance, above the other."""
    return mentor.person in mentee.chain or mentee.person in mentor.chain


def common(mentor: Candidate, mentee: Candidate) -> int | None:
    """Minutes in a week at which both work; None where hours are not known."""
    if mentor.hours is None or mentee.hours is None:
        return None
    return common_minutes(mentor.hours, mentee.hours)


def _near(mentor: Candidate, mentee: Candidate, cohort: Cohort) -> bool:
    same = mentor.site is not None and mentor.site == mentee.site
    remote = mentor.remote and mentee.remote
    return same or (cohort.rules.location == "same-site-or-remote" and remote)
