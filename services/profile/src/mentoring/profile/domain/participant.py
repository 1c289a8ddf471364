"""A participant profile: what a person adds to the facts of HR."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal, Self, TypeVar, get_args
from uuid import UUID

from mentoring.profile.domain.cells import BadCell, language_named, line_of_text, shown, zone_named
from mentoring.profile.domain.errors import ProfileInvalid
from mentoring.profile.domain.person import Person

SkillLevel = Literal[1, 2, 3, 4, 5]
Transition = Literal["job-switch", "promotion", "industry-change", "role-change", "into-leadership", "founding"]
"""A change in a career."""
WorkingStyle = Literal["structured", "free", "direct", "supportive", "hands-on", "reflective"]
Meeting = Literal["remote", "in-person", "either"]
Word = TypeVar("Word", bound=str)
LONGEST_HEADLINE: Final = 200
LONGEST_WORD: Final = 80
"""Characters of a skill or an interest."""
MOST_WORDS: Final = 50
"""Skills offered, skills wanted, interests: of each."""
MOST_SPOKEN: Final = 20
MOST_GOALS: Final = 10
"""Whoever works towards more than this works towards nothing; matching shares its points among them."""
MOST_CAPACITY: Final = 20


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill with its level: what the person has, or wants to reach."""

    name: str
    level: SkillLevel


@dataclass(frozen=True, slots=True)
class Wish:
    """A participant profile as its owner wishes it, not yet judged."""

    headline: str = ""
    skills_offered: tuple[Skill, ...] = ()
    skills_wanted: tuple[Skill, ...] = ()
    interests: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    zone: str | None = None
    """Where the person works, if not where HR says."""
    capacity: int = 1
    """How many mentees at once, as a mentor."""
    paused_until: datetime | None = None
    goals: tuple[str, ...] = ()
    """What the person works towards, as topics: what is typed about a goal stays with its owner."""
    transitions_lived: tuple[Transition, ...] = ()
    transitions_sought: tuple[Transition, ...] = ()
    styles: tuple[WorkingStyle, ...] = ()
    meets: Meeting = "either"


@dataclass(frozen=True, slots=True)
class Participant:
    """The profile of one person."""

    person: UUID
    wish: Wish = field(default_factory=Wish)
    revision: int = 0
    """0: never saved by the owner; HR's languages stand in for theirs."""

    @classmethod
    def of(cls, person: Person) -> Self:
        """What is known of somebody who has not saved a profile."""
        return cls(person.id, Wish(languages=person.languages))

    def changed(self, wish: Wish) -> Self:
        """The profile with what the owner wishes. Itself where that is what it says already.

        Raises:
            ProfileInvalid: points at the field, says what is wrong and how to mend it.
        """
        judged = Wish(
            headline=_judged("headline", wish.headline, LONGEST_HEADLINE),
            skills_offered=_skills("skills_offered", wish.skills_offered),
            skills_wanted=_skills("skills_wanted", wish.skills_wanted),
            interests=_words("interests", wish.interests),
            languages=_languages(wish.languages),
            zone=None if wish.zone is None else _zone(wish.zone),
            capacity=_capacity(wish.capacity),
            paused_until=wish.paused_until,
            goals=_words("goals", wish.goals, most=MOST_GOALS),
            transitions_lived=_chosen("transitions_lived", wish.transitions_lived, get_args(Transition)),
            transitions_sought=_chosen("transitions_sought", wish.transitions_sought, get_args(Transition)),
            styles=_chosen("styles", wish.styles, get_args(WorkingStyle)),
            meets=_chosen("meets", (wish.meets,), get_args(Meeting))[0],
        )
        if self.revision and judged == self.wish:
            return self
        return replace(self, wish=judged, revision=self.revision + 1)


def _invalid(where: str, what: str, mend: str) -> ProfileInvalid:
    return ProfileInvalid(where=f"body.{where}", what=what.rstrip("."), mend=mend)


def _judged(where: str, text: str, longest: int) -> str:
    try:
        return line_of_text(text.strip(), longest)
    except BadCell as bad:
        raise _invalid(where, bad.what, bad.mend) from None


def _words(where: str, words: Iterable[str], *, most: int = MOST_WORDS) -> tuple[str, ...]:
    judged = tuple(_judged(f"{where}.{place}", word, LONGEST_WORD) for place, word in enumerate(words))
    if len(judged) > most:
        raise _invalid(where, f"There are {len(judged)}.", f"Give at most {most}.")
    seen: set[str] = set()
    for place, word in enumerate(judged):
        if not word:
            raise _invalid(f"{where}.{place}", "It is empty.", "Give a word, or leave it out.")
        if word.casefold() in seen:
            raise _invalid(f"{where}.{place}", f"«{word}» is there twice.", "Leave one of them out.")
        seen.add(word.casefold())
    return judged


def _skills(where: str, skills: tuple[Skill, ...]) -> tuple[Skill, ...]:
    names = _words(where, [skill.name for skill in skills])
    for place, skill in enumerate(skills):
        if skill.level not in {1, 2, 3, 4, 5}:
            raise _invalid(f"{where}.{place}.level", f"It is {skill.level}.", "Give a level from 1 to 5.")
    return tuple(Skill(name, skill.level) for name, skill in zip(names, skills, strict=True))


def _chosen(where: str, words: tuple[Word, ...], known: tuple[Word, ...]) -> tuple[Word, ...]:
    for place, word in enumerate(words):
        if word not in known:
            raise _invalid(f"{where}.{place}", f"«{shown(word)}» is no choice.", f"Choose of {', '.join(known)}.")
        if word in words[:place]:
            raise _invalid(f"{where}.{place}", f"«{word}» is there twice.", "Leave one of them out.")
    # In one order, so that the same choice is the same profile.
    return tuple(word for word in known if word in words)


def _languages(spoken: tuple[str, ...]) -> tuple[str, ...]:
    judged: dict[str, None] = {}
    for place, text in enumerate(spoken):
        try:
            judged[language_named(text.strip())] = None
        except BadCell as bad:
            raise _invalid(f"languages.{place}", bad.what, bad.mend) from None
    if len(judged) > MOST_SPOKEN:
        raise _invalid("languages", f"There are {len(judged)}.", f"Give at most {MOST_SPOKEN}.")
    return tuple(judged)


def _zone(text: str) -> str:
    try:
        return zone_named(text.strip())
    except BadCell as bad:
        raise _invalid("zone", bad.what, bad.mend) from None


def _capacity(capacity: int) -> int:
    if not 0 <= capacity <= MOST_CAPACITY:
        raise _invalid("capacity", f"It is {capacity}.", f"Give a number from 0 to {MOST_CAPACITY}.")
    return capacity
