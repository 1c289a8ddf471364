"""A person's place in a program."""

from dataclasses import dataclass, replace
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors import CapacityExceeded, CapacityOutOfBounds

EnrollmentId = UUID
PersonId = UUID
Place = Literal["mentor", "mentee"]
State = Literal["waiting", "placed", "withdrawn"]

MOST_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Enrollment:
    """A place as mentor or mentee, and how many mentorships at once the person takes in it.

    Placed means that at least one mentorship runs; whoever has none waits.
    """

    id: EnrollmentId
    program: UUID
    person: PersonId
    place: Place
    capacity: int = 1
    state: State = "waiting"

    def __post_init__(self) -> None:
        if not 0 <= self.capacity <= MOST_AT_ONCE:
            raise CapacityOutOfBounds(capacity=self.capacity, most=MOST_AT_ONCE)

    def placed(self) -> Self:
        """A mentorship of this place began."""
        return replace(self, state="placed")

    def freed(self, running: int) -> Self:
        """A mentorship of this place ended; with none left the person waits again, unless the place was given up."""
        return replace(self, state="waiting") if self.state == "placed" and not running else self

    def withdrawn(self) -> Self:
        """The place is given up."""
        return replace(self, state="withdrawn")

    def must_hold(self, taken: int) -> None:
        """Running mentorships and open proposals together never exceed the capacity."""
        if taken > self.capacity:
            raise CapacityExceeded(enrollment=self.id, taken=taken, capacity=self.capacity)
