"""Who calls: what a verified token says, and which person it speaks for."""

from dataclasses import dataclass, field
from uuid import UUID

from mentoring.kernel import Forbidden


class NotKnown(Forbidden):
    """You are signed in, but the suite knows no person for this sign-in."""

    code = "not-known"


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller of a door. On public doors nobody: no subject, no roles."""

    person: UUID | None
    """The person that the token speaks for; none for a machine or somebody whom HR has not told of yet."""
    subject: str
    """The token's `sub`."""
    roles: frozenset[str] = field(default=frozenset())
    """Of member, hr_manager, hr_integration, operator."""

    @property
    def known(self) -> UUID:
        """The person, where one is required.

        Raises:
            NotKnown: the token speaks for nobody whom the suite knows.
        """
        if self.person is None:
            raise NotKnown
        return self.person

    def has(self, *roles: str) -> bool:
        """Whether the caller has one of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def actor(self) -> str | None:
        """How facts name who caused them: the person, else the machine."""
        return str(self.person) if self.person is not None else (self.subject or None)


NOBODY = Caller(person=None, subject="")
