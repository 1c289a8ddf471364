"""Signed-in browsers in PostgreSQL. Secrets are stored as hashes: a copy of the table opens nothing."""

from datetime import datetime
from hashlib import sha256

from mentoring.portal.ports import Tokens
from mentoring.postgres import Connection, queries


def hashed(secret: str) -> bytes:
    """How a secret is looked up; it has 256 random bits, so that a plain hash is enough."""
    return sha256(secret.encode()).digest()


class PostgresSignIns:
    """The table of sign-ins."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sql = queries(__package__, "site.sql")

    async def begin(self, secret: str, tokens: Tokens, ends_at: datetime) -> None:
        """A new row."""
        await self._sql.begin_sign_in(
            self._connection,
            id_hash=hashed(secret),
            subject=tokens.subject,
            person_value=tokens.person_value,
            roles=sorted(tokens.roles),
            access_token=tokens.access_token,
            refresh_token=tokens.refresh_token,
            id_token=tokens.id_token,
            fresh_until=tokens.fresh_until,
            ends_at=ends_at,
        )

    async def renew(self, secret: str, tokens: Tokens) -> None:
        """What the provider did not give again stays."""
        await self._sql.renew_sign_in(
            self._connection,
            id_hash=hashed(secret),
            roles=sorted(tokens.roles),
            access_token=tokens.access_token,
            refresh_token=tokens.refresh_token,
            id_token=tokens.id_token,
            fresh_until=tokens.fresh_until,
        )

    async def end(self, secret: str) -> None:
        """The row is gone."""
        await self._sql.end_sign_in(self._connection, id_hash=hashed(secret))

    async def forget_ended(self, now: datetime) -> int:
        """How many there were."""
        return int(await self._sql.forget_ended(self._connection, now=now))
