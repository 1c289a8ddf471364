"""Which faults pass by themselves, so that trying again is right, and which stay."""

from typing import Final

import asyncpg

_PASSING: Final = (
    asyncpg.PostgresConnectionError,  # 08: the line broke
    asyncpg.OperatorInterventionError,  # 57: shut down, crashed, starting, cancelled
    asyncpg.SerializationError,  # 40001
    asyncpg.DeadlockDetectedError,  # 40P01
    asyncpg.LockNotAvailableError,  # 55P03: the lock timeout
    asyncpg.InsufficientResourcesError,  # 53: connections, memory, disk
    asyncpg.IdleInTransactionSessionTimeoutError,  # 25P03: we were frozen in the middle
    asyncpg.ReadOnlySQLTransactionError,  # 25006: a replica that is not yet, or no longer, the primary
    asyncpg.InternalClientError,  # asyncpg: the line broke in the middle of an answer
    ConnectionError,
    TimeoutError,
)


def is_transient(error: BaseException) -> bool:
    """Whether the same work may succeed when it is tried again: the database was away, busy or in conflict.

    After a lost connection nobody knows whether the commit took place: what is tried again must be safe to repeat.
    """
    if isinstance(error, _PASSING):
        return True
    # asyncpg says with one class that it was misused and that the server is gone; the words tell them apart.
    return isinstance(error, asyncpg.InterfaceError) and any(
        words in str(error)
        for words in ("is closed", "was closed", "released back to the pool", "closed in the middle")
    )
