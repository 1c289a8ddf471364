"""A draft that is edited by hand: what each edit costs, in points and in other pairs that move, and the edit itself.

Whatever is not fixed by hand stays the best that the rest can be. An edit is judged on lists that hold nearly all of
it; `settle` looks at all pairs again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, Self
from uuid import UUID

import numpy as np

from mentoring.matching.domain.engine.columns import Columns
from mentoring.matching.domain.engine.market import Arcs, Market
from mentoring.matching.domain.engine.optimum import lists_of
from mentoring.matching.domain.engine.pool import arcs_of
from mentoring.matching.domain.engine.repair import Change, NoRoom, Repair
from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.errors.runs import PinImpossible
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.pairing.pins import PersonPair, pins_of, without
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.scoring.credit import points


@dataclass(frozen=True, slots=True)
class Edit:
    """Bring two together (``override``: though a rule forbids it), leave them to the rest again, or keep them apart.

    A swap is two pins in one.
    """

    kind: Literal["pin", "unpin", "exclude", "admit"]
    mentor: UUID
    mentee: UUID
    override: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """Points that the total wins or loses, and the pairs (mentor, mentee) that come and go."""

    points: int
    gained: tuple[PersonPair, ...] = ()
    lost: tuple[PersonPair, ...] = ()


@dataclass(slots=True)
class Editing:
    """Rows and columns are those of the cohort's people who take part, in its order."""

    cohort: Cohort
    mentees: list[Candidate]
    mentors: list[Candidate]
    market: Market
    repair: Repair

    @classmethod
    def of(
        cls,
        cohort: Cohort,
        pairs: Iterable[PersonPair],
        prices: Mapping[UUID, int],
        overridden: Iterable[PersonPair] = (),
        watch: Watch | None = None,
    ) -> Self:
        """A draft taken up again: its pairs of people, and its prices by the mentors' enrollments.

        Pairs that do not stand any more are left out, and what is better meanwhile comes in.
        """
        pins = pins_of(cohort, frozenset(overridden))
        present = replace(
            cohort,
            mentees=tuple(one for one in cohort.mentees if one.takes_part),
            mentors=tuple(one for one in cohort.mentors if one.takes_part),
        )
        mentees, mentors = cohort.in_order(present.mentees), cohort.in_order(present.mentors)
        market = market_of(without(present, pins))
        rows, columns = ({one.person: n for n, one in enumerate(side)} for side in (mentees, mentors))
        placed = [(rows[mentee], columns[mentor]) for mentor, mentee in pairs if mentor in columns and mentee in rows]
        repair = Repair.rebuilt(
            lists_of(market, watch or Watch()),
            _standing(market, placed),
            np.array([prices.get(one.enrollment, 0) for one in mentors], np.int32),
            market.seeks,
            market.places,
        )
        made = cls(cohort, mentees, mentors, market, repair)
        for pin in pins:
            pair = rows[pin.mentee.person], columns[pin.mentor.person]
            repair.pinned[pair] = made._worth(pair)
            repair.total += repair.pinned[pair]
        made.settle(watch)
        return made

    def calmed(self, pairs: Iterable[PersonPair], penalty: int) -> Self:
        """The same, before any edit, where moving one of these pairs must gain more than ``penalty`` points."""
        rows, columns = ({one.person: n for n, one in enumerate(side)} for side in (self.mentees, self.mentors))
        placed = [(rows[mentee], columns[mentor]) for mentor, mentee in pairs if mentor in columns and mentee in rows]
        known = arcs_of(self.repair.pool)
        lists = Columns.of(len(self.mentees), len(self.mentors), known)
        prices, seeks, places = self.repair.prices, self.market.seeks, self.market.places
        repair = Repair.rebuilt(lists, _standing(self.market, placed), prices, seeks, places, penalty=penalty)
        repair.pinned = dict(self.repair.pinned)
        repair.total += sum(repair.pinned.values())
        made = replace(self, repair=repair)
        made.settle()
        return made

    def cost_of(self, *edits: Edit) -> Cost:
        """What these edits would do, all together; nothing is changed.

        Raises:
            PinImpossible: the two cannot be brought together.
        """
        acts = [self._act(edit) for edit in edits]
        return self._told(self.repair.cost_of(*acts))

    def make(self, edit: Edit) -> Cost:
        """Make an edit; raises what `cost_of` raises."""
        return self._told(self._act(edit)(self.repair))

    def settle(self, watch: Watch | None = None) -> None:
        """Look at all pairs again: afterwards nothing that is not fixed could be better."""
        self.repair.complete(self.market, watch)

    @property
    def pairs(self) -> list[tuple[Candidate, Candidate, int]]:
        """Mentor, mentee and points of every pair as it stands."""
        arcs = self.repair.pairs
        return [
            (self.mentors[column], self.mentees[row], points)
            for row, column, points in zip(
                arcs.mentee.tolist(), arcs.mentor.tolist(), arcs.points.tolist(), strict=True
            )
        ]

    def _act(self, edit: Edit) -> "Act":
        pair = self._pair(edit)

        def pin(repair: Repair) -> Change:
            try:
                return repair.pin(pair, self._worth(pair))
            except NoRoom:
                raise PinImpossible(mentor=edit.mentor, mentee=edit.mentee, why="no-place") from None

        def unpin(repair: Repair) -> Change:
            return repair.unpin(pair, back=not self._broken(pair))

        def exclude(repair: Repair) -> Change:
            return repair.unpin(pair, back=False) if pair in repair.pinned else repair.exclude(pair)

        def admit(repair: Repair) -> Change:
            return Change(0) if self._broken(pair) else repair.admit(pair, self._worth(pair))

        if (
            edit.kind == "pin"
            and (broken := self._broken(pair))
            and not (edit.override and "same-person" not in broken)
        ):
            raise PinImpossible(mentor=edit.mentor, mentee=edit.mentee, why=", ".join(broken))
        acts: dict[str, Act] = {"pin": pin, "unpin": unpin, "exclude": exclude, "admit": admit}
        return acts[edit.kind]

    def _pair(self, edit: Edit) -> tuple[int, int]:
        row = next((n for n, one in enumerate(self.mentees) if one.person == edit.mentee), None)
        column = next((n for n, one in enumerate(self.mentors) if one.person == edit.mentor), None)
        if row is None or column is None:
            raise PinImpossible(mentor=edit.mentor, mentee=edit.mentee, why="not-enrolled")
        return row, column

    def _broken(self, pair: tuple[int, int]) -> list[str]:
        return [str(rule) for rule in breaches(self.mentors[pair[1]], self.mentees[pair[0]], self.cohort)]

    def _worth(self, pair: tuple[int, int]) -> int:
        return sum(points(self.mentors[pair[1]], self.mentees[pair[0]], self.cohort).values())

    def _told(self, change: Change) -> Cost:
        came, went = (
            tuple((self.mentors[column].person, self.mentees[row].person) for row, column in side)
            for side in (change.gained, change.lost)
        )
        return Cost(change.points, came, went)


def _standing(market: Market, placed: Sequence[tuple[int, int]]) -> Arcs:
    """Those that are admissible and have a place; of too many those worth the most."""
    kept = np.array(placed, np.int32).reshape(-1, 2)
    worth = market.points(kept[:, 0], kept[:, 1]).astype(np.int32)
    free, seeks = market.places.tolist(), market.seeks.tolist()
    stand: list[int] = []
    for n in np.argsort(-worth, kind="stable").tolist():
        row, column = placed[n]
        if worth[n] > 0 and seeks[row] > 0 and free[column] > 0:
            seeks[row] -= 1
            free[column] -= 1
            stand.append(n)
    stand.sort()
    return Arcs(kept[stand, 0], kept[stand, 1], worth[stand])


class Act(Protocol):
    """Something done to an assignment."""

    def __call__(self, repair: Repair) -> Change:
        """Do it."""
        ...
