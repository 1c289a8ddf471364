"""Somebody asks somebody: who may ask whom, and what stands against it."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from mentoring.kernel import Refusal
from mentoring.matching.domain.errors.requests import (
    AskedAlready,
    AskedIsAway,
    AskedIsFull,
    AskerIsAway,
    AskerIsFull,
    MessageMissing,
    NobodyAskedHere,
    NotAskedAgain,
    RuleForbids,
    WhomToAsk,
)
from mentoring.matching.domain.pairing.cohort import Candidate
from mentoring.matching.domain.pairing.rules import Breach
from mentoring.matching.domain.program import Place, Program

LONGEST_MESSAGE: Final = 2000
_BARS: Final[Mapping[str, str]] = {
    "declined": "declined in this program before",
    "together": "paired already",
    "paired": "paired in this program before",
    "paired-elsewhere": "paired in another program before",
    "excluded": "kept apart by those who run the program",
}


def askable(program: Program) -> Mapping[Place, Place]:
    """Whom one asks, by place, and the place of whoever asks.

    Mentees ask mentors and peers ask each other; in a reverse program mentors, who are the juniors there, may ask too.
    """
    if program.mode not in {"self-service", "suggested"}:
        raise NobodyAskedHere
    if program.kind == "peer":
        return {"peer": "peer"}
    return {"mentor": "mentee", "mentee": "mentor"} if program.kind == "reverse" else {"mentor": "mentee"}


def must_be_askable(program: Program, place: Place) -> Place:
    """The place that whoever asks needs, where somebody in ``place`` can be asked."""
    possible = askable(program)
    if place not in possible:
        raise WhomToAsk(possible=" or ".join(f"a {one}" for one in possible), where=f"body.{place}")
    return possible[place]


def message_of(text: str) -> str:
    """What is written with a request, without the space around it."""
    if not 1 <= len(text.strip()) <= LONGEST_MESSAGE:
        raise MessageMissing(most=LONGEST_MESSAGE, where="body.message")
    return text.strip()


def must_be_there(seen: Candidate | None, else_: Refusal) -> Candidate:
    """The place was not given up while it was waited for."""
    if seen is None:
        raise else_
    return seen


def must_be_free_to_ask(asker: Candidate, *, capacity: int) -> None:
    """Whoever asks has a free place; what they asked for before does not fill it."""
    if asker.away is not None:
        raise AskerIsAway(why=asker.away)
    if asker.places < 1:
        raise AskerIsFull(taken=capacity, capacity=capacity)


def must_be_free_to_be_asked(asked: Candidate, *, capacity: int) -> None:
    """Whoever is asked has a free place: nobody is asked by more people than they could take."""
    if asked.away is not None:
        raise AskedIsAway(person=asked.person, why=asked.away)
    if asked.places < 1:
        raise AskedIsFull(person=asked.person, taken=capacity, capacity=capacity)


def must_keep_rules(person: UUID, broken: Sequence[Breach]) -> None:
    """No rule of the program stands between the two, and nothing that was between them before."""
    if "proposed" in broken:
        raise AskedAlready(person=person)
    if bars := [one for one in broken if one in _BARS]:
        raise NotAskedAgain(person=person, before=_BARS[bars[0]])
    if broken:
        raise RuleForbids(rules=", ".join(broken))
