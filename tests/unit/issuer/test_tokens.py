"""Tokens for programs, and what anyone may read about the issuer."""

from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from mentoring.issuer.app import build
from mentoring.issuer.doors.programs import PERSON, TOKEN_EXCHANGE
from mentoring.issuer.settings import Settings


async def _claims(issuer: httpx.AsyncClient, answer: httpx.Response) -> dict[str, Any]:
    keys = KeySet.import_key_set((await issuer.get("/keys")).json())
    return jwt.decode(answer.json()["access_token"], keys, algorithms=["ES256"]).claims


async def test_the_discovery_document_names_doors_that_exist(issuer: httpx.AsyncClient) -> None:
    document = (await issuer.get("/.well-known/openid-configuration")).json()
    assert document["issuer"] == "http://issuer.test"
    assert document["code_challenge_methods_supported"] == ["S256"]
    for name, address in document.items():
        if name.endswith(("_endpoint", "_uri")):
            answer = await issuer.get(address)
            assert answer.status_code != 404, name


async def test_only_the_public_halves_of_the_keys_are_told(issuer: httpx.AsyncClient) -> None:
    (key,) = (await issuer.get("/keys")).json()["keys"]
    assert {"kty", "crv", "x", "y", "kid", "use", "alg"} == set(key)


async def test_the_keys_survive_a_restart_and_only_the_owner_can_read_them(settings: Settings) -> None:
    told = []
    for _ in range(2):
        transport = httpx.ASGITransport(app=build(settings))
        async with httpx.AsyncClient(transport=transport, base_url="http://issuer.test") as issuer:
            told.append((await issuer.get("/keys")).json())
    assert told[0] == told[1]
    assert (settings.issuer_data / "keys.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("way", ["basic", "post"])
async def test_a_machine_gets_a_token_with_its_own_roles(issuer: httpx.AsyncClient, way: str) -> None:
    said = {"grant_type": "client_credentials"}
    answer = (
        await issuer.post("/token", data=said, auth=("hr", "hr-secret"))
        if way == "basic"
        else await issuer.post("/token", data=said | {"client_id": "hr", "client_secret": "hr-secret"})
    )
    claims = await _claims(issuer, answer)
    assert ("hr", ["hr_integration"]) == (claims["sub"], claims["roles"])
    assert "employee_id" not in claims
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["s-ana", "E1", "ana@example.com"])
async def test_a_trusted_program_gets_a_token_that_speaks_for_a_person(issuer: httpx.AsyncClient, name: str) -> None:
    said = {"grant_type": TOKEN_EXCHANGE, "subject_token_type": PERSON, "subject_token": name}
    answer = await issuer.post("/token", data=said, auth=("loader", "loader-secret"))
    claims = await _claims(issuer, answer)
    assert ("s-ana", "E1", ["member"]) == (claims["sub"], claims["employee_id"], claims["roles"])


@pytest.mark.parametrize(
    ("auth", "said", "error"),
    [
        (("hr", "guess"), {"grant_type": "client_credentials"}, "invalid_client"),
        (("nobody", "x"), {"grant_type": "client_credentials"}, "invalid_client"),
        (None, {"grant_type": "client_credentials", "client_id": "hr"}, "invalid_client"),
        (None, {"grant_type": "client_credentials", "client_id": "portal"}, "unauthorized_client"),
        (("loader", "loader-secret"), {"grant_type": "client_credentials"}, "unauthorized_client"),
        (("hr", "hr-secret"), {"grant_type": TOKEN_EXCHANGE, "subject_token_type": PERSON}, "unauthorized_client"),
        (("loader", "loader-secret"), {"grant_type": TOKEN_EXCHANGE}, "invalid_request"),
        (
            ("loader", "loader-secret"),
            {"grant_type": TOKEN_EXCHANGE, "subject_token_type": PERSON, "subject_token": "nobody"},
            "invalid_grant",
        ),
        (("hr", "hr-secret"), {"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
async def test_whoever_has_no_right_to_a_token_is_told_why(
    issuer: httpx.AsyncClient, auth: tuple[str, str] | None, said: dict[str, str], error: str
) -> None:
    answer = await issuer.post("/token", data=said, auth=auth or httpx.USE_CLIENT_DEFAULT)
    assert error == answer.json()["error"]
    assert (401 if error == "invalid_client" else 400) == answer.status_code


@pytest.mark.parametrize("header", ["", "Bearer nonsense", "Basic aHI6eA=="])
async def test_userinfo_believes_only_its_own_tokens(issuer: httpx.AsyncClient, header: str) -> None:
    answer = await issuer.get("/userinfo", headers={"Authorization": header})
    assert answer.status_code == 401
    assert "invalid_token" in answer.headers["www-authenticate"]
