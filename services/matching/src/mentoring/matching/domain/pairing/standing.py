"""Which pairs still hold when they are to be proposed: days may lie between a draft and its publication."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.rules import breaches


class Paired(Protocol):
    """Two people in their places; of two peers the mentor is just one of them."""

    @property
    def mentor(self) -> UUID:
        """Who would be the mentor."""
        ...

    @property
    def mentee(self) -> UUID:
        """Who would be the mentee."""
        ...

    @property
    def mentor_enrollment(self) -> UUID:
        """The mentor's place."""
        ...

    @property
    def mentee_enrollment(self) -> UUID:
        """The mentee's place."""
        ...

    @property
    def group(self) -> UUID | None:
        """Whom they meet with, if not by themselves."""
        ...


@dataclass(frozen=True, slots=True)
class Couple:
    """Two people in their places, and nothing else."""

    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    group: UUID | None = None


P = TypeVar("P", bound=Paired)


@dataclass(frozen=True, slots=True)
class Standing(Generic[P]):
    """The pairs to propose, best first, and how many are passed over, by reason."""

    pairs: tuple[P, ...]
    passed_over: Mapping[str, int]


def standing(pairs: Sequence[P], now: Cohort, *, most: int | None = None) -> Standing[P]:
    """Judge the pairs, best first, against the cohort as it is now; nobody gets more than their free places.

    All pairs of a circle of peers take one place of its host. With ``most`` it ends with so many, and
    the rest is in reserve.
    """
    mentors = {one.enrollment: one for one in now.mentors}
    mentees = {one.enrollment: one for one in now.mentees}
    given: Counter[object] = Counter()
    joined: dict[UUID, UUID] = {}
    passed_over: Counter[str] = Counter()
    kept: list[P] = []
    for pair in pairs:
        if len(kept) == most:
            break
        mentor, mentee = mentors.get(pair.mentor_enrollment), mentees.get(pair.mentee_enrollment)
        circle = pair.group if now.kind == "peer" else None
        if hindrance := _hindrance(mentor, mentee, now, given, joined.get(circle) if circle else None):
            passed_over[hindrance] += 1
        else:
            kept.append(pair)
            if circle is None or circle not in joined:
                given[pair.mentor_enrollment] += 1
            given[pair.mentee_enrollment] += 1
            if circle is not None:
                joined[circle] = pair.mentor_enrollment
    return Standing(tuple(kept), dict(passed_over))


def _hindrance(
    mentor: Candidate | None, mentee: Candidate | None, now: Cohort, given: Mapping[object, int], host: UUID | None
) -> str | None:
    if mentor is None or mentee is None:
        return "no-place"
    away = mentor.away or mentee.away
    if away is not None:
        return away
    if broken := breaches(mentor, mentee, now):
        return broken[0]
    full = any(given.get(one.enrollment, 0) >= one.places for one in (mentor, mentee) if one.enrollment != host)
    return "no-place" if full else None
