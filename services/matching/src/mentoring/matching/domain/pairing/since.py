"""What has changed between the cohort that a draft was made of and the program as it is now."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self
from uuid import UUID

from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort, Side
from mentoring.matching.domain.pairing.pins import PersonPair

What = Literal["came", "gone", "away", "back", "freed", "filled", "changed"]
"""Came into the program; withdrew, or has all that they came for; is away, is back; has more free places, or fewer;
or something of what decides for whom they come into question is another."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One person, on one side."""

    person: UUID
    side: Side
    what: What


@dataclass(frozen=True, slots=True)
class Since:
    """``put`` are those who came or are not as they were; ``dropped`` the enrollments that are gone.

    ``barred``: what stands between two now and did not; ``lifted``: pairs between whom nothing does any more.
    ``terms``: whether rules, weights or required pairs are others. ``unpriced``: enrollments of mentors of whose places
    an earlier price says nothing.
    """

    people: tuple[Changed, ...]
    put: Mapping[Side, tuple[Candidate, ...]]
    dropped: Mapping[Side, tuple[UUID, ...]]
    barred: Mapping[PersonPair, Bar]
    lifted: frozenset[PersonPair]
    terms: bool
    unpriced: frozenset[UUID]

    @classmethod
    def between(cls, was: Cohort, now: Cohort) -> Self:
        """Whoever enrolled anew is gone, and came."""
        people: list[Changed] = []
        put: dict[Side, tuple[Candidate, ...]] = {}
        dropped: dict[Side, tuple[UUID, ...]] = {}
        unpriced: set[UUID] = set()
        sides: tuple[tuple[Side, tuple[Candidate, ...], tuple[Candidate, ...]], ...] = (
            ("mentor", was.mentors, now.mentors),
            ("mentee", was.mentees, now.mentees),
        )
        for side, earlier, present in sides:
            known = {one.enrollment: one for one in earlier}
            there = {one.enrollment for one in present}
            put[side] = tuple(one for one in present if known.get(one.enrollment) != one)
            gone = [one for one in earlier if one.enrollment not in there]
            dropped[side] = tuple(one.enrollment for one in gone)
            people += [Changed(one.person, side, "gone") for one in gone]
            people += [Changed(one.person, side, _what(known.get(one.enrollment), one)) for one in put[side]]
            if side == "mentor":
                unpriced = {one.enrollment for one in put[side] if not _same(known.get(one.enrollment), one)}
        return cls(
            tuple(people),
            put,
            dropped,
            {pair: bar for pair, bar in now.barred.items() if was.barred.get(pair) != bar},
            frozenset(was.barred.keys() - now.barred.keys()),
            bare(was) != bare(now),
            frozenset(unpriced),
        )

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.people or self.barred or self.lifted or self.terms)

    @property
    def counts(self) -> dict[What, int]:
        """People by what changed; whoever stands on both sides counts twice."""
        return dict(Counter(one.what for one in self.people))


def bare(cohort: Cohort) -> Cohort:
    """Everything but the people and what stands between them."""
    return replace(cohort, mentors=(), mentees=(), barred={})


def _what(was: Candidate | None, now: Candidate) -> What:
    if was is None:
        return "came"
    if (was.away is None) != (now.away is None):
        return "back" if now.away is None else "away"
    if was.places != now.places:
        return "freed" if now.places > was.places else "filled"
    return "changed"


def _same(was: Candidate | None, now: Candidate) -> bool:
    """Took part before, and is the same but for the number of places."""
    return was is not None and was.takes_part and replace(was, places=now.places) == now
