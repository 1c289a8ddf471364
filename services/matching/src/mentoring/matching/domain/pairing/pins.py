"""Required pairs: fixed before anything is solved, and refused with the reason where they cannot be."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from mentoring.matching.domain.errors.runs import PinImpossible
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.rules import breaches

PersonPair = tuple[UUID, UUID]
"""Mentor and mentee."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A required pair and the rules that it breaks, which somebody has overridden by name of the pair."""

    mentor: Candidate
    mentee: Candidate
    broken: tuple[str, ...] = ()


def pins_of(cohort: Cohort, overridden: Collection[PersonPair] = ()) -> tuple[Pin, ...]:
    """The cohort's required pairs; ``overridden`` are those that may break rules.

    Raises:
        PinImpossible: somebody of a pair is not there, is away, or has fewer places than required pairs; the pair is
            required twice, or breaks a rule that nobody has overridden.
    """
    mentors = {one.person: one for one in cohort.mentors}
    mentees = {one.person: one for one in cohort.mentees}
    held: Counter[UUID] = Counter()
    found: list[Pin] = []
    for pair, times in Counter(cohort.pinned).items():
        mentor, mentee = mentors.get(pair[0]), mentees.get(pair[1])
        if mentor is None or mentee is None:
            raise PinImpossible(mentor=pair[0], mentee=pair[1], why="not-enrolled")
        if times > 1:
            raise PinImpossible(mentor=pair[0], mentee=pair[1], why="required-twice")
        if away := mentor.away or mentee.away:
            raise PinImpossible(mentor=pair[0], mentee=pair[1], why=away)
        broken = breaches(mentor, mentee, cohort)
        if broken and (pair not in overridden or "same-person" in broken):
            raise PinImpossible(mentor=pair[0], mentee=pair[1], why=", ".join(broken))
        for one in (mentor, mentee):
            held[one.enrollment] += 1
            if held[one.enrollment] > one.places:
                raise PinImpossible(mentor=pair[0], mentee=pair[1], why="no-place")
        found.append(Pin(mentor, mentee, tuple(broken)))
    return tuple(found)


def without(cohort: Cohort, pins: Collection[Pin]) -> Cohort:
    """What is left to be decided: the pinned places are taken, and nobody gets the same one twice."""
    held = Counter(one.enrollment for pin in pins for one in (pin.mentor, pin.mentee))

    def left(one: Candidate) -> Candidate:
        return replace(one, places=one.places - held[one.enrollment]) if one.enrollment in held else one

    return replace(
        cohort,
        mentors=tuple(left(one) for one in cohort.mentors),
        mentees=tuple(left(one) for one in cohort.mentees),
        barred={**cohort.barred, **{(pin.mentor.person, pin.mentee.person): "excluded" for pin in pins}},
        pinned=(),
    )
