"""Access tokens: believed only when signature, issuer, audience and times all are right, each checked by name.

joserfc's ``decode`` checks the signature alone; the claims are validated here, on purpose and explicitly.
"""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final, Protocol

from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError
from joserfc.jwk import KeySet

Claims = Mapping[str, Any]
_LONGEST: Final = 16 * 1024
_TYPES: Final = frozenset({"jwt", "at+jwt", "application/at+jwt"})


class TokenRefused(Exception):  # noqa: N818 - an answer
    """The token is not believed; the text says why, and holds nothing of the token."""


class Tokens(Protocol):
    """Verifies access tokens."""

    async def verify(self, token: str) -> Claims:
        """The claims of a believed token.

        Raises:
            TokenRefused: it is not believed.
        """
        ...


class Keys(Protocol):
    """Where keys come from."""

    async def for_id(self, kid: str | None) -> KeySet | None:
        """The keys that a token with this key id may be signed by."""
        ...


class IssuedTokens:
    """Tokens of one issuer, for one audience."""

    def __init__(
        self,
        keys: Keys,
        *,
        issuer: str,
        audience: str,
        algorithms: frozenset[str],
        leeway: timedelta = timedelta(seconds=30),
        now: Callable[[], float] = time.time,
    ) -> None:
        self._keys = keys
        self._algorithms = sorted(algorithms)
        self._registry = jws.JWSRegistry(algorithms=self._algorithms, strict_check_header=False)
        self._registry.max_header_length = _LONGEST  # some providers put certificates there
        self._claims = jwt.JWTClaimsRegistry(
            now=lambda: int(now()),
            leeway=int(leeway.total_seconds()),
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
        )

    async def verify(self, token: str) -> Claims:
        """The claims of a believed token."""
        header = self._header(token)
        keys = await self._keys.for_id(header.get("kid"))
        if keys is None:
            raise TokenRefused("The token is signed by a key that the issuer does not have.")
        try:
            claims = jwt.decode(token, keys, registry=self._registry).claims
        except (JoseError, ValueError):
            raise TokenRefused("The token's signature is wrong.") from None
        try:
            self._claims.validate(claims)
        except ExpiredTokenError:
            raise TokenRefused("The token has expired.") from None
        except MissingClaimError as missing:
            raise TokenRefused(f"The token lacks a claim: {missing.description}") from None
        except InvalidClaimError as wrong:
            raise TokenRefused(f"The token's claim is not right: {wrong.description}") from None
        return claims

    def _header(self, token: str) -> dict[str, Any]:
        """The header, unverified: it chooses the key and nothing else."""
        if len(token) > _LONGEST:
            raise TokenRefused("The token is too long.")
        try:
            header = dict(jws.extract_compact(token.encode()).headers())
        except (JoseError, ValueError):
            raise TokenRefused("This is no signed token.") from None
        if header.get("alg") not in self._algorithms:
            raise TokenRefused("The token is not signed by an algorithm that is accepted here.")
        if str(header.get("typ", "JWT")).lower() not in _TYPES:
            raise TokenRefused("This is another kind of token.")
        if not isinstance(header.get("kid"), str | None):
            raise TokenRefused("The token's key id is malformed.")
        return header


def claim_of(claims: Claims, path: str) -> Any:
    """A claim by its name, or by a path of names with dots between; none when it is not there."""
    if path in claims:
        return claims[path]
    value: Any = claims
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value
