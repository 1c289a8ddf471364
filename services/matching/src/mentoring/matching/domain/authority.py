"""Who may run a program."""

from collections.abc import Sequence
from typing import Final, Protocol
from uuid import UUID

from mentoring.matching.domain.errors.programs import NotItsManager

HR: Final = "hr_manager"


class Actor(Protocol):
    """Who asks: a person, or somebody whose token carries roles, or both."""

    @property
    def person(self) -> UUID | None:
        """The person, if one is known for the token."""
        ...

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the token."""
        ...


def is_hr(actor: Actor) -> bool:
    """Whether the actor may run every program."""
    return HR in actor.roles


def must_run(managers: Sequence[UUID], actor: Actor) -> None:
    """The managers of a program and people of HR run it; nobody else."""
    if not is_hr(actor) and actor.person not in managers:
        raise NotItsManager
