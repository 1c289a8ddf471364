"""Rules as sentences: kept, broken, what binds somebody without a pair, and what would change it."""

from collections.abc import Iterable, Mapping
from typing import Final

from mentoring.matching.domain.pairing.reasons.explanation import Change
from mentoring.matching.domain.pairing.reasons.judgement import Ruling
from mentoring.matching.domain.pairing.reasons.unmatched import RULES, Unmatched

NAMES: Final = {
    "same-person": "the same person",
    "reporting-line": "in one reporting line",
    "shared-language": "no shared language",
    "overlap": "too few common working hours",
    "location": "too far away",
    "stage-gap": "the wrong stage gap",
    "department": "the wrong department",
    "topic": "no topic of the program",
    "declined": "declined before",
    "proposed": "proposed already",
    "together": "together already",
    "paired": "paired before",
    "paired-elsewhere": "paired before in another program",
    "excluded": "excluded",
}
"""What a rule keeps apart, in a few words."""
_RULE: Final = {
    "reporting-line": "reporting lines",
    "shared-language": "a shared language",
    "overlap": "common working hours",
    "location": "the location",
    "stage-gap": "the stage gap",
    "department": "the department",
    "topic": "the topics",
}
_AWAY: Final = {
    "left": "Has left the company.",
    "on-leave": "Is on leave.",
    "paused": "Has paused mentoring.",
    "frozen": "Has left requests unanswered and gets no new ones for now.",
    "no-capacity": "Is enrolled with a capacity of zero.",
}
_APART: Final = {
    "circle-too-few-people": "There are not enough people for a circle.",
    "circle-too-few-partners": "The rules leave fewer partners than a circle needs.",
    "circle-full": "There are circles that would do, but they are full.",
    "circle-in-conflict": "In every circle is somebody whom a rule keeps apart.",
    "group-too-small": "No group with enough members came about, or others raise the total more.",
    "met-everybody": "Has met everybody who may be met.",
    "nobody-admissible": "The rules leave nobody to meet.",
    "stays-over": "Stays over in this round: no larger number of new pairs is possible.",
}
_BETWEEN: Final = {
    "same-person": "Both are the same person.",
    "declined": "One of the two has declined the other.",
    "proposed": "A proposal between the two is open.",
    "together": "The two have a mentorship already.",
    "paired": "The two had a mentorship in this program.",
    "paired-elsewhere": "The two had a mentorship in another program.",
    "excluded": "This pair is excluded.",
}


def kept(rule: Ruling) -> str:  # noqa: PLR0911 - one per rule
    """A rule that the pair keeps, with what it was judged by."""
    values = rule.values
    match rule.code:
        case "reporting-line":
            above = " and ".join(
                counted(int(values[side][0]), "manager") for side in ("managers_of_mentor", "managers_of_mentee")
            )
            return f"Neither is in the other's reporting line ({above} above them, to the top)."
        case "shared-language":
            return f"Shared languages: {listed(values['languages'])}."
        case "overlap":
            least = _hours(values["least"])
            return f"They work at the same time for {_hours(values['common'])} a week; {least} are asked."
        case "location":
            same = values["mentor"] == values["mentee"] != ()
            return f"Both work at {values['mentor'][0]}." if same else "Both meet remotely."
        case "stage-gap":
            return f"{_stages(values)} {_asked(values)}"
        case "department":
            return f"Departments: mentor {_one(values['mentor'])}, mentee {_one(values['mentee'])}."
        case "topic":
            return f"The mentor offers a topic of the program: {listed(values['offered'])}."
        case _:
            return "Nobody of the two has declined the other, and nothing between them is open or was."


def broken(rule: Ruling) -> str:  # noqa: PLR0911 - one per rule
    """A rule that the pair breaks, with what it was judged by."""
    values = rule.values
    match rule.code:
        case "reporting-line":
            return f"They are in one reporting line: the {_one(values.get('above', ()))} is above the other."
        case "shared-language":
            spoken = f"mentor {_one(values.get('mentor', ()))}, mentee {_one(values.get('mentee', ()))}"
            return f"They share no language ({spoken})."
        case "overlap":
            least = _hours(values["least"])
            if not values["common"]:
                return f"Working hours are not known; {least} a week in common are asked."
            return f"They work at the same time for {_hours(values['common'])} a week; {least} are asked."
        case "location":
            sites = f"mentor {_one(values['mentor'])}, mentee {_one(values['mentee'])}"
            remote = ", and not both meet remotely" if values["asked"] == ("same-site-or-remote",) else ""
            return f"They do not work at one site ({sites}){remote}."
        case "stage-gap":
            return f"{_stages(values)} {_asked(values)}"
        case "department":
            asked = "The same department is" if values["asked"] == ("same",) else "Different departments are"
            return f"{asked} asked for: mentor {_one(values['mentor'])}, mentee {_one(values['mentee'])}."
        case "topic":
            return f"The mentor offers none of the program's topics: {listed(values['asked'])}."
        case bar:
            return _BETWEEN[bar]


def changing(change: Change) -> str:
    """What would change it."""
    named = listed(change.names)
    match change.code:
        case "skill-level":
            return f"With level {change.level} in {named}: +{change.points}."
        case "goal":
            return f"With {named} offered, or as a goal of the mentor's own: +{change.points}."
        case "transition":
            return f"With {named} lived through: +{change.points}."
        case "rule":
            return f"Without the rule about {_RULE[change.names[0]]} this pair would be admissible."
        case _:
            rules = " and ".join(_RULE[name] for name in change.names)
            return f"Only without the rules about {rules} would this pair be admissible."


def binding(one: Unmatched) -> str:
    """What keeps somebody without a pair, in one sentence."""
    facts = one.facts
    other = {"mentee": "mentor", "mentor": "mentee"}.get(one.place, "peer")
    if one.why in RULES:
        others = [rule for rule in RULES if rule != one.why]
        counts = [f"{NAMES[rule]}: {facts[rule]}" for rule in (one.why, *others) if facts.get(rule)]
        there = f"None of the {facts['others']} {other}s" if facts["others"] > 1 else f"Not even the one {other}"
        return f"{there} with a free place may be paired ({'; '.join(counts)})."
    admissible = counted(facts.get("admissible", 0), other)
    match one.why:
        case "nobody-there":
            return f"No {other} has a free place."
        case "nothing-in-common":
            return f"{admissible} may be paired, but not one point speaks for it."
        case "outbid":
            best = f"the best with {facts['best']} points"
            return f"{admissible} may be paired, {best}; with others their places raise the total more."
        case other_reason:
            return _APART.get(other_reason) or _AWAY[other_reason]


def counted(number: int, noun: str) -> str:
    """A number and its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """One after the other."""
    return ", ".join(names)


def _hours(minutes: tuple[str, ...]) -> str:
    return f"{int(minutes[0]) / 60:g} hours" if minutes else "an unknown time"


def _one(values: tuple[str, ...]) -> str:
    return listed(values) or "unknown"


def _stages(values: Mapping[str, tuple[str, ...]]) -> str:
    return f"Career stages: mentor {_one(values['mentor'])}, mentee {_one(values['mentee'])}."


def _asked(values: Mapping[str, tuple[str, ...]]) -> str:
    bounds = [f"at {word} {values[word][0]}" for word in ("least", "most") if values[word]]
    return f"Asked is a gap of {' and '.join(bounds)}."
