"""Explanations as sentences, from the point of view of whoever reads them."""

from dataclasses import dataclass
from typing import Final, Literal

from mentoring.matching.domain.pairing.reasons.explanation import Answer, Explanation, Part, Sides
from mentoring.matching.domain.pairing.reasons.verdicts import counted, listed

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


def because(part: Part, explanation: Explanation, viewpoint: Viewpoint) -> str:  # noqa: PLR0911 - one per criterion
    """What stands behind one component's points."""
    if explanation.forgotten:
        return "What stood behind this is no longer kept."
    voice = VOICES[viewpoint]
    match part.code:
        case "skills":
            return _skills(explanation, voice)
        case "interests":
            named = listed(explanation.interests)
            return f"Shared interests: {named}." if named else "No shared interest is known."
        case "stage":
            return _stage(explanation)
        case "goals":
            return _answers("goal", explanation.goals)
        case "transitions":
            return _answers("transition", explanation.transitions)
        case "function":
            return _alike("function", explanation.function, preferred="function" in explanation.differ)
        case "location":
            remote = " Both meet remotely." if explanation.both_remote else ""
            return _alike("site", explanation.site, preferred="location" in explanation.differ) + remote
        case "style":
            named = listed(explanation.styles)
            liked = " This program prefers different ones." if "style" in explanation.differ else ""
            return (f"Shared working styles: {named}." if named else "No shared working style is known.") + liked
        case _:
            return _zone(explanation)


def summary(explanation: Explanation, viewpoint: Viewpoint) -> str:
    """The strongest components in a line, and the score."""
    telling = sorted((part for part in explanation.parts if part.points), key=lambda part: -part.points)[:2]
    said = " ".join(because(part, explanation, viewpoint) for part in telling)
    return f"{explanation.points} of 100 points. {said}"


def _skills(explanation: Explanation, voice: Voice) -> str:
    if not explanation.skills:
        return voice.wants_none
    met = [f"{one.name} ({one.offered} for {one.wanted})" for one in explanation.skills if one.met]
    short = [
        f"{one.name} ({one.offered} for {one.wanted})" for one in explanation.skills if 0 < one.offered < one.wanted
    ]
    missing = [one.name for one in explanation.skills if not one.offered]
    offered = f"{voice.mentor} {voice.offers} {len(met)} of the {counted(len(explanation.skills), 'skill')}"
    wanted = f"that {voice.mentee} {voice.wants} at the wanted level or above"
    said = [f"{offered} {wanted}{': ' if met else ''}{listed(met)}."]
    if short:
        said.append(f"Below the wanted level: {listed(short)}.")
    if missing:
        said.append(f"Not offered: {listed(missing)}.")
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


def _answers(noun: str, answers: tuple[Answer, ...]) -> str:
    """What the mentor can speak to, and what not."""
    if not answers:
        return f"The mentee has named no {noun}."
    met = listed(one.name for one in answers if one.met)
    missing = listed(one.name for one in answers if not one.met)
    said = [f"The mentor can speak to {met}." if met else "", f"Not covered: {missing}." if missing else ""]
    return " ".join(part for part in said if part)


def _alike(noun: str, sides: Sides, *, preferred: bool) -> str:
    """Whether both have the same, and which of the two the program likes."""
    if sides.mentor is None or sides.mentee is None:
        return f"A {noun} is unknown."
    liked = "; this program prefers different ones" if preferred else ""
    if sides.mentor == sides.mentee:
        return f"Both have the {noun} {sides.mentor}{liked}."
    return f"Different {noun}s: mentor {sides.mentor}, mentee {sides.mentee}{liked}."
