"""How far a program's people have come."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way, in people."""

    code: str
    """enrolled, proposed, accepted, met."""
    people: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The funnel from enrolled to held sessions; each step counts people, so that no step can exceed the one before."""

    enrolled: int = 0
    proposed: int = 0
    """Had at least one proposal."""
    accepted: int = 0
    """Are or were in a mentorship."""
    met: int = 0
    """Have a session booked or held."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """In order."""
        return (
            Step("enrolled", self.enrolled),
            Step("proposed", self.proposed),
            Step("accepted", self.accepted),
            Step("met", self.met),
        )

    def share(self, step: Step) -> float:
        """Of the enrolled, 0 to 1."""
        return step.people / self.enrolled if self.enrolled else 0.0
