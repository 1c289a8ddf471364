"""Policies: who may enter a door at all. What may be done to which thing is decided in use cases."""

from collections.abc import Callable
from dataclasses import dataclass

from mentoring.kernel import Forbidden
from mentoring.runtime.access.caller import Caller, NotKnown


class RoleMissing(Forbidden):
    """This needs one of the roles {roles}."""

    code = "role-missing"


@dataclass(frozen=True, slots=True)
class Policy:
    """A name that documents the door, whether a token is needed, and who is let in."""

    name: str
    token: bool
    admit: Callable[[Caller], None]
    """Raises a refusal, or returns."""

    def __str__(self) -> str:
        return self.name


def _anyone(caller: Caller) -> None:
    """Let in."""


def _known(caller: Caller) -> None:
    if caller.person is None:
        raise NotKnown


public = Policy("public", token=False, admit=_anyone)
"""Everybody, without a token."""

signed_in = Policy("signed in", token=True, admit=_anyone)
"""A valid token, whoever it speaks for."""

known = Policy("known", token=True, admit=_known)
"""A valid token that speaks for a person."""


def role(*roles: str) -> Policy:
    """A valid token with one of the roles."""

    def admit(caller: Caller) -> None:
        if not caller.has(*roles):
            raise RoleMissing(roles=", ".join(roles))

    return Policy(f"role {' or '.join(roles)}", token=True, admit=admit)


def known_or_role(*roles: str) -> Policy:
    """A valid token that speaks for a person or has one of the roles (a machine has no person)."""

    def admit(caller: Caller) -> None:
        if not caller.has(*roles):
            _known(caller)

    return Policy(f"known, or role {' or '.join(roles)}", token=True, admit=admit)
