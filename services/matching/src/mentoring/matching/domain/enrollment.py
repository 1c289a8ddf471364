"""A person's place in a program."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.authority import Actor, is_hr
from mentoring.matching.domain.errors.enrollments import (
    CapacityExceeded,
    CapacityOutOfBounds,
    NotYourPlace,
    PlaceGivenUp,
)
from mentoring.matching.domain.terms import Criterion

EnrollmentId = UUID
PersonId = UUID
Place = Literal["mentor", "mentee", "peer"]
State = Literal["waiting", "placed", "withdrawn"]

MOST_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Enrollment:
    """A place as mentor, mentee or peer, and how many mentorships at once the person takes in it.

    Placed means that at least one mentorship runs; whoever has none waits. ``top``: the criterion that counts double
    for this person. ``because``: why a place was given up.
    """

    id: EnrollmentId
    program: UUID
    person: PersonId
    place: Place
    capacity: int = 1
    state: State = "waiting"
    top: Criterion | None = None
    enrolled_at: datetime | None = None
    because: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.capacity <= MOST_AT_ONCE:
            raise CapacityOutOfBounds(capacity=self.capacity, most=MOST_AT_ONCE)

    def placed(self) -> Self:
        """A mentorship of this place began."""
        return replace(self, state="placed")

    def freed(self, running: int) -> Self:
        """A mentorship of this place ended; with none left the person waits again, unless the place was given up."""
        return replace(self, state="waiting") if self.state == "placed" and not running else self

    def withdrawn(self, because: str = "own-wish") -> Self:
        """The place is given up, once."""
        if self.state == "withdrawn":
            raise PlaceGivenUp
        return replace(self, state="withdrawn", because=because)

    def restored(self) -> Self:
        """Whoever had to give it up, because they left, is back and waits again."""
        return replace(self, state="waiting", because=None)

    def changed(self, *, capacity: int | None, top: Criterion | None) -> Self:
        """Another number of mentorships at once (None: as it was), another criterion that counts double."""
        if self.state == "withdrawn":
            raise PlaceGivenUp
        return replace(self, capacity=self.capacity if capacity is None else capacity, top=top)

    def must_be_of(self, actor: Actor, managers: Sequence[UUID]) -> None:
        """The person, whoever runs the program, and people of HR decide about a place."""
        if actor.person != self.person and actor.person not in managers and not is_hr(actor):
            raise NotYourPlace

    def must_hold(self, taken: int) -> None:
        """Running mentorships and open proposals together never exceed the capacity."""
        if taken > self.capacity:
            raise CapacityExceeded(enrollment=self.id, taken=taken, capacity=self.capacity)
