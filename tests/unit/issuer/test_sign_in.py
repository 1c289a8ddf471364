"""Authorization code with PKCE: what a well-made client gets, and what every other one is told."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from mentoring.issuer.grants import CODE_SECONDS, AuthorizationRequest, Codes, RequestRefused, challenge_of
from mentoring.issuer.people import Client, Person

ISSUER = "http://issuer.test"
CALLBACK = "http://portal.test/sign-in/callback"
VERIFIER = "v" * 50
REQUEST = {
    "client_id": "portal",
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid",
    "state": "the-state",
    "nonce": "the-nonce",
    "code_challenge": challenge_of(VERIFIER),
    "code_challenge_method": "S256",
}


def _said(response: httpx.Response) -> dict[str, str]:
    assert response.status_code == 303
    assert response.headers["location"].startswith(CALLBACK)
    return {key: value[0] for key, value in parse_qs(urlsplit(response.headers["location"]).query).items()}


async def _code(issuer: httpx.AsyncClient, subject: str = "s-ana") -> str:
    return _said(await issuer.post("/authorize", data=REQUEST | {"subject": subject}))["code"]


async def _redeem(issuer: httpx.AsyncClient, code: str, **other: str) -> httpx.Response:
    said = {"client_id": "portal", "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
    return await issuer.post("/token", data={"grant_type": "authorization_code", "code": code} | said | other)


async def _claims(issuer: httpx.AsyncClient, token: str) -> dict[str, Any]:
    keys = KeySet.import_key_set((await issuer.get("/keys")).json())
    return jwt.decode(token, keys, algorithms=["ES256"]).claims


async def test_a_picked_person_comes_back_to_the_client_with_a_code_and_its_state(issuer: httpx.AsyncClient) -> None:
    said = _said(await issuer.post("/authorize", data=REQUEST | {"subject": "s-ana"}))
    assert {"state": "the-state", "iss": ISSUER} == {key: said[key] for key in ("state", "iss")}
    assert len(said["code"]) > 30


async def test_the_code_is_worth_tokens_that_say_who_the_person_is(issuer: httpx.AsyncClient) -> None:
    answer = (await _redeem(issuer, await _code(issuer, "s-ben"))).json()

    access = await _claims(issuer, answer["access_token"])
    expected = {"iss": ISSUER, "aud": "mentoring", "sub": "s-ben", "employee_id": "E2", "email": "ben@example.com"}
    assert expected | {"name": "Ben Öz", "roles": ["operator"]} == {
        key: access[key] for key in [*expected, "name", "roles"]
    }
    assert access["exp"] - access["iat"] == answer["expires_in"]
    identity = await _claims(issuer, answer["id_token"])
    assert ("portal", "the-nonce") == (identity["aud"], identity["nonce"])

    told = await issuer.get("/userinfo", headers={"Authorization": f"Bearer {answer['access_token']}"})
    assert told.json()["email"] == "ben@example.com"


async def test_a_person_whom_hr_does_not_know_has_no_employee_id(issuer: httpx.AsyncClient) -> None:
    answer = (await _redeem(issuer, await _code(issuer, "s-new"))).json()
    assert "employee_id" not in await _claims(issuer, answer["access_token"])


async def test_a_code_works_once(issuer: httpx.AsyncClient) -> None:
    code = await _code(issuer)
    assert (await _redeem(issuer, code)).status_code == 200
    again = await _redeem(issuer, code)
    assert (400, "invalid_grant") == (again.status_code, again.json()["error"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"code_verifier": "w" * 50},
        {"code_verifier": "short"},
        {"redirect_uri": "http://evil.test/"},
        {"client_id": "other"},
    ],
)
async def test_a_code_that_was_stolen_is_worth_nothing_and_is_gone(
    issuer: httpx.AsyncClient, wrong: dict[str, str]
) -> None:
    code = await _code(issuer)
    assert "invalid_grant" == (await _redeem(issuer, code, **wrong)).json()["error"]
    assert "invalid_grant" == (await _redeem(issuer, code)).json()["error"]


def test_a_code_is_worth_nothing_after_a_minute() -> None:
    clock = [1000.0]
    codes = Codes(monotonic=lambda: clock[0])
    client = Client(id="portal", redirect_uris=(CALLBACK,))
    request = AuthorizationRequest.read(REQUEST, {"portal": client})
    code = codes.give(request, Person(subject="s", email="s@example.com", name="S"))

    clock[0] += CODE_SECONDS

    with pytest.raises(RequestRefused, match="older than a minute"):
        codes.take(code, client, CALLBACK, VERIFIER)


@pytest.mark.parametrize("wrong", [{"redirect_uri": "http://evil.test/"}, {"client_id": "nobody"}])
@pytest.mark.parametrize("method", ["get", "post"])
async def test_a_browser_is_never_sent_to_an_address_that_is_not_registered(
    issuer: httpx.AsyncClient, wrong: dict[str, str], method: str
) -> None:
    said = REQUEST | wrong | {"subject": "s-ana"}
    sent = {"params": said} if method == "get" else {"data": said}
    answer = await issuer.request(method, "/authorize", **sent)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert "location" not in answer.headers
    assert "registered" in answer.text


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "email"}, "invalid_scope"),
    ],
)
async def test_a_client_that_asks_wrongly_is_told_what_is_wrong(
    issuer: httpx.AsyncClient, wrong: dict[str, str], error: str
) -> None:
    said = _said(await issuer.get("/authorize", params=REQUEST | wrong))
    assert said["error"] == error
    assert said["error_description"]
    assert "code" not in said


async def test_nobody_can_sign_in_who_is_not_on_the_list(issuer: httpx.AsyncClient) -> None:
    said = _said(await issuer.post("/authorize", data=REQUEST | {"subject": "nobody"}))
    assert ("access_denied", "the-state") == (said["error"], said["state"])


async def test_signing_out_leads_to_registered_addresses_alone(issuer: httpx.AsyncClient) -> None:
    onward = await issuer.get("/end-session", params={"post_logout_redirect_uri": "http://portal.test/", "state": "x"})
    assert (303, "http://portal.test/?state=x") == (onward.status_code, onward.headers["location"])
    elsewhere = await issuer.get("/end-session", params={"post_logout_redirect_uri": "http://evil.test/"})
    assert (400, False) == (elsewhere.status_code, "location" in elsewhere.headers)
    assert "signed out" in (await issuer.get("/end-session")).text
