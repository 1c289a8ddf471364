"""Signing in at a provider that may be anybody: only what verifies is believed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from mentoring.portal.adapters.oidc import OidcIssuer, Provider
from mentoring.portal.domain.errors import SignInFailed
from mentoring.portal.ports import Started

ISSUER = "https://sign-in.example"
KEY, OTHER_KEY = ECKey.generate_key("P-256", {"kid": "k1"}), ECKey.generate_key("P-256", {"kid": "k1"})
BACK = "https://portal.example/sign-in/callback"
PROVIDER = Provider(
    issuer=ISSUER,
    back_url=None,
    keys_url=None,
    plain_http=False,
    audience="mentoring",
    algorithms=frozenset({"ES256"}),
    leeway=timedelta(seconds=5),
    roles_claim="realm.roles",
    subject_claim="employee_id",
    client_id="portal",
    client_secret=None,
    scopes="openid",
)


class Sign:
    """A provider with one person; what it says can be bent."""

    def __init__(self) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.answer: Callable[[], httpx.Response] | None = None
        self.access: dict[str, Any] = {}
        self.identity: dict[str, Any] = {}
        self.key = KEY
        self.described = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize?tenant=7",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
        }

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/.well-known/openid-configuration":
            return httpx.Response(200, json=self.described)
        if request.url.path == "/keys":
            return httpx.Response(200, json={"keys": [KEY.as_dict(private=False) | {"use": "sig"}]})
        self.asked.append(parse_qs(request.content.decode()))
        if self.answer is not None:
            return self.answer()
        now = int(datetime.now(UTC).timestamp())
        shared = {"iss": ISSUER, "sub": "s-1", "iat": now, "exp": now + 300}
        access = shared | {"aud": "mentoring", "employee_id": "E1", "realm": {"roles": ["member"]}} | self.access
        identity = shared | {"aud": "portal", "nonce": "n"} | self.identity
        return httpx.Response(200, json={"access_token": self.made(access), "id_token": self.made(identity)})

    def made(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "ES256", "kid": "k1"}, claims, self.key)


@pytest.fixture
def provider() -> Sign:
    return Sign()


@pytest.fixture
def issuer(provider: Sign) -> OidcIssuer:
    return OidcIssuer(PROVIDER, transport=httpx.MockTransport(provider))


STARTED = Started("", "s", "n", "v" * 64)


async def test_the_code_is_asked_for_with_pkce(issuer: OidcIssuer) -> None:
    started = await issuer.start(BACK)
    asked = httpx.URL(started.url).params
    assert started.url.startswith(f"{ISSUER}/authorize?tenant=7&")
    assert asked["code_challenge_method"] == "S256"
    assert asked["state"] == started.state
    assert asked["nonce"] == started.nonce
    assert started.verifier not in started.url
    assert (await issuer.start(BACK)).verifier != started.verifier


async def test_what_verifies_is_believed(issuer: OidcIssuer, provider: Sign) -> None:
    tokens = await issuer.finish(STARTED, "code", BACK)
    assert (tokens.subject, tokens.person_value, tokens.roles) == ("s-1", "E1", frozenset({"member"}))
    [asked] = provider.asked
    assert asked["code_verifier"] == ["v" * 64]
    assert asked["client_id"] == ["portal"]
    assert asked["redirect_uri"] == [BACK]


@pytest.mark.parametrize(
    ("identity", "access", "why"),
    [
        ({"nonce": "another"}, {}, "another sign-in"),
        ({"aud": "somebody-else"}, {}, "id token"),
        ({"iss": "https://evil.example"}, {}, "id token"),
        ({"exp": 1}, {}, "id token"),
        ({"sub": "s-2"}, {}, "two people"),
        ({}, {"aud": "another-suite"}, "not for this suite"),
        ({}, {"exp": 1}, "not for this suite"),
    ],
)
async def test_what_does_not_fit_is_refused(
    identity: dict[str, Any], access: dict[str, Any], why: str, issuer: OidcIssuer, provider: Sign
) -> None:
    provider.identity, provider.access = identity, access
    with pytest.raises(SignInFailed, match=why):
        await issuer.finish(STARTED, "code", BACK)


async def test_a_foreign_signature_is_refused(issuer: OidcIssuer, provider: Sign) -> None:
    provider.key = OTHER_KEY
    with pytest.raises(SignInFailed, match="signature"):
        await issuer.finish(STARTED, "code", BACK)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda: httpx.Response(400, json={"error": "invalid_grant"}), "invalid_grant"),
        (lambda: httpx.Response(502, text="<h1>gone</h1>"), "does not answer"),
        (lambda: httpx.Response(200, json={"access_token": "x"}), "no id token"),
        (lambda: httpx.Response(200, json=[]), "said no"),
    ],
)
async def test_a_provider_that_is_unwell_is_named(
    answer: Callable[[], httpx.Response], why: str, issuer: OidcIssuer, provider: Sign
) -> None:
    provider.answer = answer
    with pytest.raises(SignInFailed, match=why):
        await issuer.finish(STARTED, "code", BACK)
    assert await issuer.renew("refresh") is None


async def test_tokens_are_renewed(issuer: OidcIssuer, provider: Sign) -> None:
    tokens = await issuer.renew("refresh")
    assert tokens is not None
    assert provider.asked[0]["grant_type"] == ["refresh_token"]


async def test_a_description_for_another_issuer_is_refused(issuer: OidcIssuer, provider: Sign) -> None:
    provider.described["issuer"] = "https://evil.example"
    with pytest.raises(SignInFailed, match="another one"):
        await issuer.start(BACK)


async def test_leaving_the_provider_is_offered_where_it_can_be(issuer: OidcIssuer, provider: Sign) -> None:
    assert await issuer.sign_out_url(None, "https://portal.example/") is None
    provider.described["end_session_endpoint"] = f"{ISSUER}/end"
    again = OidcIssuer(PROVIDER, transport=httpx.MockTransport(provider))
    url = await again.sign_out_url("id.token", "https://portal.example/")
    assert url is not None
    assert httpx.URL(url).params["id_token_hint"] == "id.token"


async def test_behind_another_address_the_issuer_keeps_its_name(provider: Sign) -> None:
    from dataclasses import replace

    reached: list[str] = []

    def look(request: httpx.Request) -> httpx.Response:
        reached.append(str(request.url))
        return provider(request)

    issuer = OidcIssuer(replace(PROVIDER, back_url="http://issuer:8005"), transport=httpx.MockTransport(look))
    started = await issuer.start(BACK)
    assert started.url.startswith(ISSUER)
    assert reached == ["http://issuer:8005/.well-known/openid-configuration"]
