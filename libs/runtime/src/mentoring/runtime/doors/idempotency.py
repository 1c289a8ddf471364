"""One effect per key: the answer is kept in the command's own transaction, so both are there or neither is."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from starlette.requests import Request

from mentoring.postgres import Connection, queries
from mentoring.runtime.exchange.problems import Fault, Problem

HEADER: Final = "Idempotency-Key"
KEPT: Final = timedelta(days=1)
WAIT: Final = 5.0
"""Seconds that a second request with the key of one in progress waits for the first one's answer."""
_LONGEST: Final = 200
_BATCH: Final = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given."""

    status: int
    body: bytes
    etag: str | None


@dataclass(frozen=True, slots=True)
class Key:
    """A caller's key for one request. The fingerprint tells whether a second request is the same one."""

    caller: str
    key: str
    fingerprint: bytes

    @classmethod
    def of(cls, request: Request, caller: str, digest: bytes) -> Self | None:
        """The key of ``request``, whose body has ``digest``; none where a method needs none and none was given.

        Raises:
            Problem: a POST has no key, or the key is malformed.
        """
        text = request.headers.get(HEADER)
        if text is None:
            if request.method != "POST":
                return None
            fault = Fault(where=f"header.{HEADER}", what="It is missing.", mend="Send a UUID of your own making.")
            raise Problem(400, "idempotency-key-missing", "A POST names its key, so that it can be repeated.", [fault])
        if not (1 <= len(text) <= _LONGEST and text.isascii() and text.isprintable()):
            fault = Fault(
                where=f"header.{HEADER}", what="It is malformed.", mend=f"At most {_LONGEST} ASCII characters."
            )
            raise Problem(400, "bad-idempotency-key", "The key cannot be used.", [fault])
        target = f"{request.method}\n{request.url.path}\n{request.url.query}\n".encode()
        return cls(caller, text, hashlib.sha256(target + digest).digest())


async def claim(connection: Connection, key: Key, door: str, at: datetime) -> Kept | None:
    """Take ``key`` for this transaction, or find the answer that was given to it.

    Whoever holds the key makes us wait here, on the unique index; its end decides which of the two we get.

    Raises:
        Problem: the key was used for another request (422), or its first request is still going on (409).
    """
    sql = queries("mentoring.runtime")
    try:
        async with asyncio.timeout(WAIT):
            taken = await sql.claim_key(
                connection,
                caller=key.caller,
                key=key.key,
                door=door,
                fingerprint=key.fingerprint,
                at=at,
                expired=at - KEPT,
            )
    except TimeoutError:
        raise Problem(
            409,
            "idempotency-key-in-progress",
            "The first request with this key is still going on.",
            headers={"Retry-After": "1"},
        ) from None
    if taken:
        return None
    row = await sql.kept_answer(connection, caller=key.caller, key=key.key)
    if bytes(row["fingerprint"]) != key.fingerprint:
        fault = Fault(where=f"header.{HEADER}", what="It belongs to another request.", mend="Make a new key.")
        raise Problem(422, "idempotency-key-reused", "This key was used for another request.", [fault])
    return Kept(row["status"], bytes(row["body"]), row["etag"])


async def keep(connection: Connection, key: Key, kept: Kept) -> None:
    """Remember the answer, in the transaction of its effect."""
    sql = queries("mentoring.runtime")
    await sql.keep_answer(
        connection, caller=key.caller, key=key.key, status=kept.status, body=kept.body, etag=kept.etag
    )


async def purge(connection: Connection, at: datetime) -> int:
    """Forget keys that nobody will repeat any more, a batch at a time; how many it were."""
    gone: int = await queries("mentoring.runtime").purge_keys(connection, expired=at - KEPT, batch=_BATCH)
    return gone
