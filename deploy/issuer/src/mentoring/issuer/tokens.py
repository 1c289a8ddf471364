"""What tokens say."""

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mentoring.issuer.keys import SigningKeys
from mentoring.issuer.people import Client, Person

_ID_TOKEN_SECONDS = 600


@dataclass(frozen=True)
class Mint:
    """Makes the tokens of one issuer for one audience."""

    issuer: str
    audience: str
    life: timedelta
    keys: SigningKeys

    def access_token(self, client: Client, person: Person | None) -> str:
        """A JWT access token (RFC 9068) for a person, or for the machine itself."""
        speaks_for = claims_of(person) if person else {"sub": client.id, "roles": list(client.roles)}
        return self.keys.sign(
            self._times(int(self.life.total_seconds()))
            | {"aud": self.audience, "client_id": client.id, "jti": secrets.token_urlsafe(16)}
            | speaks_for,
            "at+jwt",
        )

    def id_token(self, client: Client, person: Person, nonce: str | None, signed_in_at: int) -> str:
        """Tells the client who signed in; it is for that client alone and opens no door of a service."""
        about = {"aud": client.id, "auth_time": signed_in_at} | ({"nonce": nonce} if nonce else {})
        return self.keys.sign(self._times(_ID_TOKEN_SECONDS) | about | claims_of(person), "JWT")

    def _times(self, seconds: int) -> dict[str, Any]:
        now = int(time.time())
        return {"iss": self.issuer, "iat": now, "exp": now + seconds}


def claims_of(person: Person) -> dict[str, Any]:
    """What is said about a person."""
    known = {"employee_id": person.employee_id} if person.employee_id else {}
    return known | {"sub": person.subject, "email": person.email, "name": person.name, "roles": list(person.roles)}
