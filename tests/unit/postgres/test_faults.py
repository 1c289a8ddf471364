import asyncpg
import pytest

from mentoring.postgres import DatabaseAway, is_transient


@pytest.mark.parametrize(
    "fault",
    [
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        asyncpg.AdminShutdownError("terminating connection due to administrator command"),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.SerializationError("could not serialize access"),
        asyncpg.DeadlockDetectedError("deadlock detected"),
        asyncpg.LockNotAvailableError("canceling statement due to lock timeout"),
        asyncpg.TooManyConnectionsError("sorry, too many clients already"),
        asyncpg.IdleInTransactionSessionTimeoutError("terminating connection"),
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.InterfaceError("cannot call Connection.fetch(): connection has been released back to the pool"),
        ConnectionRefusedError(111, "refused"),
        TimeoutError(),
        DatabaseAway("gone"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_what_passes_by_itself_is_tried_again(fault: Exception) -> None:
    assert is_transient(fault)


@pytest.mark.parametrize(
    "fault",
    [
        asyncpg.UniqueViolationError("duplicate key"),
        asyncpg.UndefinedTableError("relation does not exist"),
        asyncpg.InterfaceError("cannot perform operation: another operation is in progress"),
        asyncpg.InsufficientPrivilegeError("permission denied"),
        FileNotFoundError("no such file"),
        ValueError("wrong"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_what_stays_is_not(fault: Exception) -> None:
    assert not is_transient(fault)
