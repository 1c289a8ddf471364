"""What clients ask for: tokens for a code, for themselves, for a person; and what a token says."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from mentoring.issuer.doors.house import House
from mentoring.issuer.grants import RequestRefused
from mentoring.issuer.keys import ALGORITHM
from mentoring.issuer.people import Client, Person
from mentoring.issuer.tokens import claims_of

TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a name of RFC 8693
PERSON = "urn:mentoring:token-type:person"
"""The subject_token is the subject, employee id or address of a person: in the local run alone."""

Answer = dict[str, Any]


def programs(house: House) -> APIRouter:
    """The doors for clients."""
    router = APIRouter()

    @router.post("/token")
    async def token(request: Request) -> Response:
        said = {key: str(value) for key, value in (await request.form()).items()}
        try:
            client = _client(request, said, house)
            answer = _grants[said.get("grant_type", "")](said, client, house)
        except KeyError:
            return _refused(RequestRefused("unsupported_grant_type", "see grant_types_supported"))
        except RequestRefused as fault:
            return _refused(fault)
        seconds = int(house.mint.life.total_seconds())
        return JSONResponse(answer | {"token_type": "Bearer", "expires_in": seconds}, headers=_NOT_KEPT)

    @router.api_route("/userinfo", methods=["GET", "POST"])
    async def userinfo(request: Request) -> Response:
        try:
            return JSONResponse(claims_of(_bearer(request, house)), headers=_NOT_KEPT)
        except RequestRefused as fault:
            return JSONResponse(_words(fault), 401, {"WWW-Authenticate": f'Bearer error="{fault.error}"'} | _NOT_KEPT)

    return router


def _for_code(said: Mapping[str, str], client: Client, house: House) -> Answer:
    words = [said.get(name, "") for name in ("code", "redirect_uri", "code_verifier")]
    grant = house.codes.take(words[0], client, words[1], words[2])
    return {
        "access_token": house.mint.access_token(client, grant.person),
        "id_token": house.mint.id_token(client, grant.person, grant.request.nonce, grant.signed_in_at),
        "scope": grant.request.scope,
    }


def _for_itself(said: Mapping[str, str], client: Client, house: House) -> Answer:
    if client.secret is None or not client.roles:
        raise RequestRefused("unauthorized_client", f"{client.id} has no secret or no roles of its own")
    return {"access_token": house.mint.access_token(client, None), "scope": said.get("scope", "")}


def _for_a_person(said: Mapping[str, str], client: Client, house: House) -> Answer:
    if not client.may_speak_for_people:
        raise RequestRefused("unauthorized_client", f"{client.id} may not speak for people")
    if said.get("subject_token_type") != PERSON:
        raise RequestRefused("invalid_request", f"subject_token_type must be {PERSON}")
    person = house.people.find(said.get("subject_token", ""))
    if person is None:
        raise RequestRefused("invalid_grant", "subject_token names nobody who is known here")
    return {
        "access_token": house.mint.access_token(client, person),
        "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
    }


_grants = {"authorization_code": _for_code, "client_credentials": _for_itself, TOKEN_EXCHANGE: _for_a_person}
_NOT_KEPT = {"Cache-Control": "no-store"}


def _client(request: Request, said: Mapping[str, str], house: House) -> Client:
    name, secret = _basic(request.headers.get("authorization", "")) or (
        said.get("client_id"),
        said.get("client_secret"),
    )
    client = house.clients.get(name or "")
    if client is None or not client.is_proved_by(secret):
        raise RequestRefused("invalid_client", "the client is unknown or its secret is wrong")
    return client


def _basic(header: str) -> tuple[str, str] | None:
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise RequestRefused("invalid_client", "the Authorization header is malformed") from None
    return unquote(name), unquote(secret)


def _bearer(request: Request, house: House) -> Person:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise RequestRefused("invalid_token", "send the access token as a bearer token")
    person = house.people.find(str(_believed(given, house)["sub"]))
    if person is None:
        raise RequestRefused("invalid_token", "the token speaks for no person")
    return person


def _believed(token: str, house: House) -> dict[str, Any]:
    registry = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": house.mint.issuer},
        aud={"essential": True, "value": house.mint.audience},
        exp={"essential": True},
    )
    try:
        public = KeySet.import_key_set({"keys": house.mint.keys.public()["keys"]})
        claims = jwt.decode(token, public, algorithms=[ALGORITHM]).claims
        registry.validate(claims)
    except (JoseError, ValueError):
        raise RequestRefused("invalid_token", "the access token is not believed") from None
    return claims


def _refused(fault: RequestRefused) -> Response:
    unknown = fault.error == "invalid_client"
    headers = {"WWW-Authenticate": 'Basic realm="issuer"'} if unknown else {}
    return JSONResponse(_words(fault), 401 if unknown else 400, headers | _NOT_KEPT)


def _words(fault: RequestRefused) -> dict[str, str]:
    return {"error": fault.error, "error_description": str(fault)}
