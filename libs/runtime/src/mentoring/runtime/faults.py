"""Faults of the database that are nobody's mistake: repeat the work, or wait for the database."""

from typing import Final

import asyncpg

from mentoring.postgres import is_transient

_CONFLICTS: Final = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
_UNSTORABLE: Final = (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError)


def is_unstorable(error: BaseException) -> bool:
    """A text holds what no PostgreSQL text can hold: the character NUL."""
    return isinstance(error, _UNSTORABLE)


def is_conflict(error: BaseException) -> bool:
    """Two transactions met and neither was committed; the same work succeeds when it is done again."""
    return isinstance(error, _CONFLICTS)


def is_outage(error: BaseException) -> bool:
    """The database is away or busy. Whether a commit took place is not known, so only its caller may repeat."""
    return is_transient(error) and not is_conflict(error)
