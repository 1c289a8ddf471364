"""Two who are never, or always, brought together by a program's runs; those who run the program say so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors.runs import PairContradicted, PairOfOne, PairsTooMany

KeptWord = Literal["excluded", "required"]
PersonPair = tuple[UUID, UUID]
"""Mentor and mentee. An exclusion holds whichever of the two would be the mentor."""
MOST: Final = 10_000
"""Pairs of each word in one program."""


@dataclass(frozen=True, slots=True)
class KeptPairs:
    """All of a program's."""

    excluded: frozenset[PersonPair] = frozenset()
    required: frozenset[PersonPair] = frozenset()

    def __post_init__(self) -> None:
        turned = {(mentee, mentor) for mentor, mentee in self.excluded}
        if both := sorted(self.required & (self.excluded | turned)):
            raise PairContradicted(mentor=both[0][0], mentee=both[0][1], where="body.pairs")

    def with_excluded(self, pairs: Collection[PersonPair]) -> Self:
        """These and no others are never brought together."""
        return replace(self, excluded=_sound(pairs))

    def with_required(self, pairs: Collection[PersonPair]) -> Self:
        """These and no others are always brought together."""
        return replace(self, required=_sound(pairs))


def _sound(pairs: Iterable[PersonPair]) -> frozenset[PersonPair]:
    found = frozenset(pairs)
    if len(found) > MOST:
        raise PairsTooMany(pairs=len(found), most=MOST, where="body.pairs")
    for mentor, mentee in found:
        if mentor == mentee:
            raise PairOfOne(person=mentor, where="body.pairs")
    return found
