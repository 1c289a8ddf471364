"""Everything that the engine keeps in memory, and what each kind of change does to it."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.errors.programs import ProgramUnknown
from mentoring.matching.domain.finding.census import Census
from mentoring.matching.domain.finding.portrait import Portrait
from mentoring.matching.domain.finding.roster import Roster
from mentoring.matching.domain.finding.tie import Tie
from mentoring.matching.domain.program import Program


@dataclass(frozen=True, slots=True)
class Held:
    """A program as it is read: its places that are not given up, ties by number, excluded pairs (mentor, mentee)."""

    program: Program
    places: Sequence[Enrollment]
    ties: Sequence[tuple[UUID, Tie]] = ()
    excluded: Sequence[tuple[UUID, UUID]] = ()


Stale = set[tuple[UUID, UUID]]
"""(program, place) that have to be looked at again."""


class Mirror:
    """Open programs by id; what changed is looked at again a few places at a time, by `renew`."""

    def __init__(self) -> None:
        self.census = Census()
        self.rosters: dict[UUID, Roster] = {}
        self.stale: Stale = set()
        self._seats: dict[UUID, Stale] = {}
        self._pauses: list[tuple[datetime, UUID]] = []

    def roster(self, program: UUID) -> Roster:
        """Of an open program."""
        found = self.rosters.get(program)
        if found is None:
            raise ProgramUnknown(program=program)
        return found

    def open(self, held: Held, at: datetime) -> None:
        """A program with all its places; the portraits of their people are here."""
        program = held.program
        roster = Roster(program, self.census, at)
        seen = ((number, tie.seen_from(program.id)) for number, tie in held.ties)
        roster.tie_all((number, tie) for number, tie in seen if tie is not None)
        roster.exclude(held.excluded)
        for one in held.places:
            self._seat(one)
        roster.fill(held.places)
        self.rosters[program.id] = roster

    def close(self, program: UUID) -> None:
        """Nobody looks for anybody in it any more."""
        roster = self.rosters.pop(program, None)
        for one in () if roster is None else roster.places.values():
            self._unseat(one)

    def unknown(self, people: Iterable[UUID]) -> set[UUID]:
        """Those whose portrait is not here."""
        return {*people} - self.census.portraits.keys()

    def has_place(self, person: UUID) -> bool:
        """Whether the person's portrait matters."""
        return person in self._seats

    def hang(self, portraits: Mapping[UUID, Portrait], gone: Iterable[UUID] = ()) -> None:
        """New or changed portraits; those that are gone are forgotten."""
        for person in gone:
            if self.census.portraits.pop(person, None) is not None:
                self.stale |= self._seats.get(person, set())
        for person, portrait in portraits.items():
            if self.census.portraits.get(person) != portrait:
                self.census.portraits[person] = portrait
                self.stale |= self._seats.get(person, set())
                if portrait.paused_until is not None:
                    heapq.heappush(self._pauses, (portrait.paused_until, person))

    def move(self, person: UUID, manager: UUID | None) -> None:
        """Somebody has another manager, or none."""
        for one in self.census.move(person, manager):
            self.stale |= self._seats.get(one, set())

    def place(self, one: Enrollment) -> None:
        """A place that is new or changed."""
        roster = self.rosters.get(one.program)
        if roster is None:
            return
        if one.state == "withdrawn":
            self._unseat(one)
        else:
            self._seat(one)
        if roster.places.get(one.id) != one:
            roster.put(one)

    def tie(self, number: UUID, tie: Tie | None) -> None:
        """A proposal or mentorship that is new or changed. In other programs it may count as one from elsewhere."""
        for program, roster in self.rosters.items():
            roster.tie(number, None if tie is None else tie.seen_from(program))

    def renew(self, at: datetime, most: int) -> int:
        """Look again at so many places, at most; how many are left."""
        while self._pauses and self._pauses[0][0] <= at:
            self.stale |= self._seats.get(heapq.heappop(self._pauses)[1], set())
        for roster in self.rosters.values():
            roster.at = at
        for _ in range(min(most, len(self.stale))):
            program, place = self.stale.pop()
            if program in self.rosters:
                self.rosters[program].look_again(place)
        return len(self.stale)

    def _seat(self, one: Enrollment) -> None:
        self._seats.setdefault(one.person, set()).add((one.program, one.id))

    def _unseat(self, one: Enrollment) -> None:
        seats = self._seats.get(one.person, set())
        seats.discard((one.program, one.id))
        if not seats:
            self._seats.pop(one.person, None)
            self.census.portraits.pop(one.person, None)
