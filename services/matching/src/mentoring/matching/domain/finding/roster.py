"""One open program in memory: its places, its people as the kernel reads them, and what stands between them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import cast
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.side import Side as Slots
from mentoring.matching.domain.engine.store import Store
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.finding.census import Census
from mentoring.matching.domain.finding.tie import Tie
from mentoring.matching.domain.pairing.clocks import offsets
from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort, Side, candidate
from mentoring.matching.domain.pairing.market import law_of
from mentoring.matching.domain.pairing.rules import BARS
from mentoring.matching.domain.person import word
from mentoring.matching.domain.program import Program

SIDES: tuple[Side, Side] = ("mentor", "mentee")


class Roster:
    """Built once, then patched: a change costs the people whom it is about. Peers stand on both sides."""

    def __init__(self, program: Program, census: Census, at: datetime) -> None:
        self.census, self.at = census, at
        self.places: dict[UUID, Enrollment] = {}
        self.seats: dict[tuple[UUID, Side], UUID] = {}
        self.taken: Counter[UUID] = Counter()
        self._ties: dict[UUID, Tie] = {}
        self._excluded: set[UUID] = set()
        self._bars: dict[tuple[UUID, UUID], list[Bar]] = {}
        self._loads: dict[Side, NDArray[np.int64]] = {side: np.zeros(0, np.int64) for side in SIDES}
        self._program = program
        self.store = self._store((), ())
        self.market = KernelMarket(self.store, law_of(self.cohort()))

    @property
    def program(self) -> Program:
        """As it stands."""
        return self._program

    def revise(self, program: Program) -> None:
        """Other terms: the people stay as they are, unless another year's clocks count."""
        year = self._program.timeline.starts.year
        self._program = program
        if program.timeline.starts.year != year:
            self.fill(())
        self.market = KernelMarket(self.store, law_of(self.cohort()))

    def fill(self, enrollments: Iterable[Enrollment]) -> None:
        """Everybody at once, beside those who are there; what is known of ties counts."""
        for one in enrollments:
            self._seat(one)
        seen = [(self.candidate(one, side), side) for one in self.places for side in self._sides(one)]
        mentors = [one for one, side in seen if one is not None and side == "mentor"]
        mentees = [one for one, side in seen if one is not None and side == "mentee"]
        self.store = self._store(mentees, mentors)
        self._loads = {side: np.zeros(0, np.int64) for side in SIDES}
        self.store.mark_all((*pair, bar) for pair, bars in self._bars.items() for bar in {*bars})
        self.market = KernelMarket(self.store, law_of(self.cohort()))

    def put(self, enrollment: Enrollment) -> None:
        """A place that is new or changed; one that was given up goes."""
        if enrollment.state == "withdrawn":
            self._unseat(enrollment)
        else:
            self._seat(enrollment)
        self.look_again(enrollment.id)

    def look_again(self, enrollment: UUID) -> None:
        """Something about the person of this place is different."""
        for side in self._sides(enrollment):
            seen = self.candidate(enrollment, side)
            if seen is None and side == "mentor":
                self.store.drop_mentor(enrollment)
            elif seen is None:
                self.store.drop_mentee(enrollment)
            elif side == "mentor":
                self.store.put_mentor(seen)
            else:
                self.store.put_mentee(seen)
            self._weigh(enrollment, side)

    def tie(self, number: UUID, tie: Tie | None) -> None:
        """A proposal or mentorship that is new or changed; None: nothing of it counts any more."""
        before = self._ties.pop(number, None)
        if before == tie:
            if tie is not None:
                self._ties[number] = tie
            return
        if before is not None:
            self._untie(before)
        if tie is not None:
            self._ties[number] = tie
            self._bind(tie)
            for pair in self._pairs(tie):
                self.store.mark(*pair, tie.bar)
        for one in {place for each in (before, tie) if each is not None for place in each.takes}:
            self._free(one)

    def tie_all(self, ties: Iterable[tuple[UUID, Tie]]) -> None:
        """Many at once, before the roster is filled."""
        for number, tie in ties:
            self._ties[number] = tie
            self._bind(tie)

    def exclude(self, pairs: Iterable[tuple[UUID, UUID]]) -> None:
        """These and no others are excluded by somebody who may."""
        wanted = {
            uuid5(mentor, mentee.hex): Tie(self.program.id, mentor, mentee, "excluded") for mentor, mentee in pairs
        }
        for number in self._excluded - wanted.keys():
            self.tie(number, None)
        for number, tie in wanted.items():
            self.tie(number, tie)
        self._excluded = {*wanted}

    def candidate(self, enrollment: UUID, side: Side) -> Candidate | None:
        """A person as the rules and criteria see them; None while HR has not told of them."""
        place = self.places.get(enrollment)
        portrait = None if place is None else self.census.portraits.get(place.person)
        if place is None or portrait is None:
            return None
        return candidate(
            place,
            portrait.person(place.person),
            taken=self.taken[enrollment],
            chain=self.census.chain(place.person),
            at=self.at,
            side=side,
            year=self._program.timeline.starts.year,
        )

    def cohort(self, *people: UUID) -> Cohort:
        """The program's terms, with what stands between these two, mentor first."""
        program = self._program
        pair = cast("tuple[UUID, UUID]", people)
        standing = min(self._bars.get(pair, []), key=BARS.index, default=None)
        return Cohort(
            mentors=(),
            mentees=(),
            year=program.timeline.starts.year,
            kind=program.kind,
            rules=program.rules,
            weights=program.weights,
            topics=frozenset(word(topic) for topic in program.topics) if program.kind == "reverse" else frozenset(),
            barred={} if standing is None else {pair: standing},
            seed=program.id.int & 0xFFFFFFFF,
        )

    def terms(self, program: Program) -> KernelMarket:
        """The same people under other terms, for what-if."""
        kept, self._program = self._program, program
        try:
            return KernelMarket(self.store, law_of(self.cohort()))
        finally:
            self._program = kept

    def load(self, enrollment: UUID) -> float:
        """The part of a place that mentorships and open proposals take; 1 where there is no room at all."""
        capacity = self.places[enrollment].capacity
        return min(1.0, self.taken[enrollment] / capacity) if capacity else 1.0

    def loads(self, side: Side) -> NDArray[np.int64]:
        """(slots) the same in thousandths."""
        slots, known = self.slots(side), self._loads[side]
        if len(known) != slots.room:
            known = self._loads[side] = np.full(slots.room, 1000, np.int64)
            for row, one in enumerate(slots.enrollments):
                if one is not None:
                    known[row] = round(1000 * self.load(one))
        return known

    def slots(self, side: Side) -> Slots:
        """A side's people as arrays."""
        return self.store.mentors if side == "mentor" else self.store.mentees

    def _sides(self, enrollment: UUID) -> tuple[Side, ...]:
        place = self.places.get(enrollment)
        return SIDES if place is None or place.place == "peer" else (place.place,)

    def _seat(self, one: Enrollment) -> None:
        self.places[one.id] = one
        for side in self._sides(one.id):
            self.seats[one.person, side] = one.id

    def _unseat(self, one: Enrollment) -> None:
        for side in self._sides(one.id):
            if self.seats.get((one.person, side)) == one.id:
                del self.seats[one.person, side]
        self.places.pop(one.id, None)

    def _free(self, enrollment: UUID) -> None:
        place = self.places.get(enrollment)
        portrait = None if place is None else self.census.portraits.get(place.person)
        if place is None or portrait is None:
            return
        free = 0 if portrait.is_away(self.at, place.place) else max(0, place.capacity - self.taken[enrollment])
        for side in self._sides(enrollment):
            self.slots(side).set_places(enrollment, free)
            self._weigh(enrollment, side)

    def _weigh(self, enrollment: UUID, side: Side) -> None:
        row = self.slots(side).rows.get(enrollment)
        if row is not None and row < len(self._loads[side]):
            self._loads[side][row] = round(1000 * self.load(enrollment))

    def _untie(self, tie: Tie) -> None:
        self._count(tie, -1)
        for pair in self._pairs(tie):
            bars = self._bars[pair]
            bars.remove(tie.bar)
            if tie.bar not in bars:
                self.store.mark(*pair, tie.bar, stands=False)
            if not bars:
                del self._bars[pair]

    def _bind(self, tie: Tie) -> None:
        self._count(tie, 1)
        for pair in self._pairs(tie):
            self._bars.setdefault(pair, []).append(tie.bar)

    def _pairs(self, tie: Tie) -> tuple[tuple[UUID, UUID], ...]:
        """Mentor and mentee; among peers either may be either."""
        pair = (tie.mentor, tie.mentee)
        return (pair, pair[::-1]) if self._program.kind == "peer" else (pair,)

    def _count(self, tie: Tie, more: int) -> None:
        for place in tie.takes:
            self.taken[place] += more

    def _store(self, mentees: Iterable[Candidate], mentors: Iterable[Candidate]) -> Store:
        program = self._program
        clock = partial(offsets, year=program.timeline.starts.year)
        return Store.of([*mentees], [*mentors], clock, seed=program.id.int & 0xFFFFFFFF)
