"""Explanations as sentences, from the point of view of whoever reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from mentoring.matching.domain.pairing.reasons.explanation import Explanation, Part, RuleKept
from mentoring.matching.domain.pairing.reasons.unmatched import RULES, Unmatched

Viewpoint = Literal["mentor", "mentee", "manager"]


@dataclass(frozen=True, slots=True)
class Voice:
    """How the two are called, and the verb forms that go with it."""

    mentor: str
    offers: str
    mentee: str
    wants: str
    wants_none: str


VOICES: Final[dict[Viewpoint, Voice]] = {
    "mentor": Voice("You", "offer", "your mentee", "wants", "Your mentee has named no wanted skill."),
    "mentee": Voice("Your mentor", "offers", "you", "want", "You have named no wanted skill."),
    "manager": Voice("The mentor", "offers", "the mentee", "wants", "The mentee has named no wanted skill."),
}
_EXCLUSIONS: Final = {
    "same-person": "the same person",
    "reporting-line": "in one reporting line",
    "shared-language": "no shared language",
    "declined": "declined before",
    "proposed": "proposed already",
    "paired": "paired before",
}
_AWAY: Final = {
    "left": "Has left the company.",
    "on-leave": "Is on leave.",
    "paused": "Has paused mentoring.",
    "no-capacity": "Is enrolled with a capacity of zero.",
}


def because(part: Part, explanation: Explanation, viewpoint: Viewpoint) -> str:
    """What stands behind one component's points."""
    if explanation.forgotten:
        return "What stood behind this is no longer kept."
    voice = VOICES[viewpoint]
    match part.code:
        case "skills":
            return _skills(explanation, voice)
        case "interests":
            named = _listed(explanation.interests)
            return f"Shared interests: {named}." if named else "No shared interest is known."
        case "stage":
            return _stage(explanation)
        case _:
            return _zone(explanation)


def summary(explanation: Explanation, viewpoint: Viewpoint) -> str:
    """The strongest components in a line, and the score."""
    telling = sorted((part for part in explanation.parts if part.points), key=lambda part: -part.points)[:2]
    said = " ".join(because(part, explanation, viewpoint) for part in telling)
    return f"{explanation.points} of 100 points. {said}"


def kept(rule: RuleKept) -> str:
    """A rule that the pair keeps, with what it was judged by."""
    match rule.code:
        case "reporting-line":
            above = " and ".join(
                _counted(int(rule.values[side][0]), "manager") for side in ("managers_of_mentor", "managers_of_mentee")
            )
            return f"Neither is in the other's reporting line ({above} above them, to the top)."
        case "shared-language":
            return f"Shared languages: {_listed(rule.values['languages'])}."
        case _:
            return "Nobody of the two has declined the other, and nothing between them is open or was."


def binding(one: Unmatched) -> str:
    """What keeps somebody without a pair, in one sentence."""
    facts = one.facts
    other = "mentor" if one.place == "mentee" else "mentee"
    if one.why in RULES:
        counts = [f"{_EXCLUSIONS[rule]}: {facts[rule]}" for rule in (one.why, *_others(one)) if facts.get(rule)]
        there = f"None of the {facts['others']} {other}s" if facts["others"] > 1 else f"Not even the one {other}"
        return f"{there} with a free place may be paired ({'; '.join(counts)})."
    admissible = _counted(facts.get("admissible", 0), other)
    match one.why:
        case "nobody-there":
            return f"No {other} has a free place."
        case "nothing-in-common":
            return f"{admissible} may be paired, but not one point speaks for it."
        case "outbid":
            best = f"the best with {facts['best']} points"
            return f"{admissible} may be paired, {best}; with others their places raise the total more."
        case away:
            return _AWAY[away]


def _others(one: Unmatched) -> list[str]:
    return [rule for rule in RULES if rule != one.why]


def _skills(explanation: Explanation, voice: Voice) -> str:
    if not explanation.skills:
        return voice.wants_none
    met = [f"{one.name} ({one.offered} for {one.wanted})" for one in explanation.skills if one.met]
    short = [
        f"{one.name} ({one.offered} for {one.wanted})" for one in explanation.skills if 0 < one.offered < one.wanted
    ]
    missing = [one.name for one in explanation.skills if not one.offered]
    offered = f"{voice.mentor} {voice.offers} {len(met)} of the {_counted(len(explanation.skills), 'skill')}"
    wanted = f"that {voice.mentee} {voice.wants} at the wanted level or above"
    said = [f"{offered} {wanted}{': ' if met else ''}{_listed(met)}."]
    if short:
        said.append(f"Below the wanted level: {_listed(short)}.")
    if missing:
        said.append(f"Not offered: {_listed(missing)}.")
    return " ".join(said)


def _stage(explanation: Explanation) -> str:
    if explanation.mentor_stage is None or explanation.mentee_stage is None:
        return "A career stage is unknown."
    return f"Career stages: mentor {explanation.mentor_stage}, mentee {explanation.mentee_stage}."


def _zone(explanation: Explanation) -> str:
    hours = explanation.hours_apart
    if hours is None:
        return "A time zone is unknown."
    if not hours:
        return "The two clocks agree."
    return f"{hours:g} hour{'' if hours == 1 else 's'} between the two clocks."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
