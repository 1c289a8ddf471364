"""Access tokens: believed only when everything about them is right."""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from mentoring.runtime.access.tokens import IssuedTokens, TokenRefused, claim_of

ISSUER, AUDIENCE, NOW = "https://issuer.test", "mentoring", 1_790_000_000
RSA = RSAKey.generate_key(2048, {"kid": "r1"}, private=True)
STRANGER = RSAKey.generate_key(2048, {"kid": "r1"}, private=True)
Change = Callable[[dict[str, Any]], None]


class FixedKeys:
    """The public halves of some keys."""

    def __init__(self, *keys: RSAKey | ECKey | OKPKey) -> None:
        self.keys = {key.kid: type(key).import_key(key.as_dict(private=False)) for key in keys}

    async def for_id(self, kid: str | None) -> KeySet | None:
        key = self.keys.get(kid)
        return None if key is None else KeySet([key])


def verifier(*keys: RSAKey | ECKey | OKPKey, now: float = NOW) -> IssuedTokens:
    return IssuedTokens(
        FixedKeys(*(keys or (RSA,))),
        issuer=ISSUER,
        audience=AUDIENCE,
        algorithms=frozenset({"RS256", "PS256", "ES256", "Ed25519"}),
        now=lambda: now,
    )


def claims(**changed: Any) -> dict[str, Any]:
    base = {"iss": ISSUER, "aud": AUDIENCE, "sub": "s1", "exp": NOW + 300, "iat": NOW - 10}
    return {name: value for name, value in (base | changed).items() if value is not None}


def token(key: Any = RSA, alg: str = "RS256", header: dict[str, Any] | None = None, **changed: Any) -> str:
    head = {"alg": alg, "kid": key.kid} if header is None else header
    return jwt.encode(head, claims(**changed), key, algorithms=[alg])


def unsigned(head: dict[str, Any], body: dict[str, Any], signature: bytes = b"") -> str:
    parts = [json.dumps(head).encode(), json.dumps(body).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


async def refusal_of(text: str, tokens: IssuedTokens | None = None) -> str:
    with pytest.raises(TokenRefused) as refused:
        await (tokens or verifier()).verify(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("key", "alg"),
    [
        (RSA, "RS256"),
        (RSA, "PS256"),
        (ECKey.generate_key("P-256", {"kid": "e1"}, private=True), "ES256"),
        (OKPKey.generate_key("Ed25519", {"kid": "o1"}, private=True), "Ed25519"),
    ],
)
async def test_a_token_in_order_is_believed(key: Any, alg: str) -> None:
    found = await verifier(key).verify(token(key, alg, roles=["member"]))
    assert (found["sub"], found["roles"]) == ("s1", ["member"])


@pytest.mark.parametrize("audience", [AUDIENCE, [AUDIENCE, "other"]])
async def test_the_audience_may_be_one_of_several(audience: Any) -> None:
    assert await verifier().verify(token(aud=audience))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"exp": NOW - 31}, "The token has expired."),
        ({"nbf": NOW + 31}, "The token's claim is not right"),
        ({"iat": NOW + 31}, "The token's claim is not right"),
        ({"aud": "another"}, "The token's claim is not right"),
        ({"aud": ["another"]}, "The token's claim is not right"),
        ({"aud": 7}, "The token's claim is not right"),
        ({"iss": "https://issuer.test/"}, "The token's claim is not right"),
        ({"iss": "https://evil.test"}, "The token's claim is not right"),
        ({"exp": "soon"}, "The token's claim is not right"),
        ({"exp": True}, "The token's claim is not right"),
        ({"exp": None}, "The token lacks a claim"),
        ({"iss": None}, "The token lacks a claim"),
        ({"aud": None}, "The token lacks a claim"),
        ({"sub": None}, "The token lacks a claim"),
        ({"sub": ""}, "The token's claim is not right"),
    ],
)
async def test_a_claim_that_is_not_right_refuses_the_token(changed: dict[str, Any], why: str) -> None:
    assert (await refusal_of(token(**changed))).startswith(why)


async def test_the_issuers_clock_may_differ_by_the_leeway() -> None:
    assert await verifier().verify(token(exp=NOW - 29, nbf=NOW + 29, iat=NOW + 29))


async def test_an_unsigned_token_is_refused() -> None:
    assert "algorithm" in await refusal_of(unsigned({"alg": "none"}, claims()))
    assert "algorithm" in await refusal_of(unsigned({"alg": "none", "kid": "r1"}, claims()))


@pytest.mark.parametrize("encoding", ["PEM", "DER"])
async def test_a_public_key_is_no_shared_secret(encoding: Any) -> None:
    """HS256 over the RSA public key's own bytes: the classic confusion of kinds of keys."""
    secret = RSA.as_bytes(encoding=encoding, private=False)
    signed = unsigned({"alg": "HS256", "kid": "r1"}, claims()).rpartition(".")[0]
    forged = base64.urlsafe_b64encode(hmac.digest(secret, signed.encode(), "sha256")).decode().rstrip("=")
    assert "algorithm" in await refusal_of(f"{signed}.{forged}")


async def test_an_algorithm_of_another_kind_of_key_is_refused() -> None:
    head, body, signature = token().split(".")
    forged = base64.urlsafe_b64encode(json.dumps({"alg": "ES256", "kid": "r1"}).encode()).decode().rstrip("=")
    assert "signature is wrong" in await refusal_of(f"{forged}.{body}.{signature}")
    assert head != forged


async def test_a_signature_by_another_key_of_the_same_id_is_refused() -> None:
    assert "signature is wrong" in await refusal_of(token(STRANGER))


async def test_changed_claims_break_the_signature() -> None:
    head, _, signature = token().split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims(roles=["operator"])).encode()).decode().rstrip("=")
    assert "signature is wrong" in await refusal_of(f"{head}.{body}.{signature}")


async def test_a_key_that_the_issuer_does_not_have_is_refused() -> None:
    assert "key that the issuer does not have" in await refusal_of(token(header={"alg": "RS256", "kid": "zz"}))


@pytest.mark.parametrize(
    "text", ["", "x", "a.b", "a.b.c", "a.b.c.d.e", "é.é.é", "x" * 20_000, unsigned({"kid": "r1"}, claims())]
)
async def test_what_is_no_token_is_refused_in_words(text: str) -> None:
    assert await refusal_of(text)


async def test_another_kind_of_token_is_refused() -> None:
    assert "another kind" in await refusal_of(token(header={"alg": "RS256", "kid": "r1", "typ": "logout+jwt"}))
    assert await verifier().verify(token(header={"alg": "RS256", "kid": "r1", "typ": "at+jwt"}))


async def test_a_critical_header_that_we_do_not_know_is_refused() -> None:
    text = unsigned({"alg": "RS256", "kid": "r1", "crit": ["zip2"], "zip2": 1}, claims(), b"x")
    assert await refusal_of(text)


async def test_a_refusal_repeats_nothing_of_the_token() -> None:
    text = token(aud="very-secret-audience")
    assert "very-secret" not in await refusal_of(text)


def test_a_claim_is_found_by_name_or_path() -> None:
    found = {"roles": ["a"], "realm": {"roles": ["b"]}, "https://x.test/roles": ["c"]}
    assert claim_of(found, "roles") == ["a"]
    assert claim_of(found, "realm.roles") == ["b"]
    assert claim_of(found, "https://x.test/roles") == ["c"]
    assert claim_of(found, "roles.deeper") is None
