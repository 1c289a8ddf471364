"""Flags and findings in plain words."""

from collections.abc import Mapping
from typing import Final

from mentoring.matching.domain.flags import Rule
from mentoring.matching.domain.health import Finding

_FINDINGS: Final[Mapping[str, str]] = {
    "never-met": "They have not met since it began, {value} days ago.",
    "silent": "They last met {value} days ago.",
    "nothing-ahead": "They last met {value} days ago and have nothing booked.",
    "overdue": "{value} check-ins are overdue.",
    "missed": "{value} sessions were missed in the last three months.",
    "drifting": "{value} days lay between their last two meetings, more than twice what the program asks.",
    "unanswered": "A question about a rule of the program is open for {value} days.",
    "goals-slipping": "{value} goals are behind their due date.",
}
_ONE: Final[Mapping[str, str]] = {
    "overdue": "One check-in is overdue.",
    "missed": "One session was missed in the last three months.",
    "goals-slipping": "One goal is behind its due date.",
}
_RULES: Final[Mapping[Rule, str]] = {
    "reporting-line": "One of the two now reports to the other, directly or further up.",
    "stage-gap": "Their career stages are no longer as far apart as the program asks.",
    "location": "They now work at different sites.",
    "department": "Their departments are no longer as the program asks.",
}


def finding_in_words(finding: Finding) -> str:
    """One sentence."""
    said = _ONE.get(finding.code) if finding.value == 1 else None
    return (said or _FINDINGS.get(finding.code, "{value}")).format(value=finding.value)


def rule_in_words(rule: Rule) -> str:
    """One sentence."""
    return _RULES[rule]
