"""The issuer's keys: found, cached, rotated, and never fetched more often than the floor allows."""

import asyncio
from typing import Any

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey

from mentoring.runtime.access.keys import FAILED_FLOOR, FLOOR, FRESH, IssuerKeys, IssuerUnreachable
from mentoring.runtime.exchange.problems import Problem

ISSUER = "https://issuer.test/realm"
FIRST = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}, private=True)
SECOND = RSAKey.generate_key(2048, {"kid": "k2", "use": "sig"}, private=True)


class Issuer:
    """An issuer that counts how often it is asked."""

    def __init__(self, *keys: Any) -> None:
        self.keys = [key.as_dict(private=False) if isinstance(key, RSAKey) else key for key in keys]
        self.name = ISSUER
        self.jwks_uri = f"{ISSUER}/keys"
        self.down = False
        self.asked: list[str] = []
        self.at = 1000.0

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if self.down:
            raise httpx.ConnectError("no route to host")
        if request.url.path.endswith("openid-configuration"):
            return httpx.Response(200, json={"issuer": self.name, "jwks_uri": self.jwks_uri})
        return httpx.Response(200, json={"keys": self.keys})

    def fetched(self) -> int:
        return sum(path.endswith("/keys") for path in self.asked)

    def reader(self, **options: Any) -> IssuerKeys:
        client = httpx.AsyncClient(transport=httpx.MockTransport(self.answer))
        return IssuerKeys(ISSUER, client, monotonic=lambda: self.at, **options)


async def kid(keys: IssuerKeys, asked: str | None) -> str | None:
    found = await keys.for_id(asked)
    return None if found is None else found.keys[0].kid


async def test_keys_are_found_by_discovery_and_cached() -> None:
    issuer = Issuer(FIRST)
    keys = issuer.reader()
    assert [await kid(keys, "k1") for _ in range(3)] == ["k1"] * 3
    assert issuer.asked == ["/realm/.well-known/openid-configuration", "/realm/keys"]


async def test_a_given_address_needs_no_discovery() -> None:
    issuer = Issuer(FIRST)
    assert await kid(issuer.reader(keys_url="https://elsewhere.test/keys"), "k1") == "k1"
    assert issuer.asked == ["/keys"]


async def test_a_new_key_is_fetched_when_a_token_names_it() -> None:
    issuer = Issuer(FIRST)
    keys = issuer.reader()
    assert await kid(keys, "k1") == "k1"
    issuer.keys = [SECOND.as_dict(private=False)]
    issuer.at += FLOOR
    assert await kid(keys, "k2") == "k2"
    assert await kid(keys, "k1") is None, "what the issuer has withdrawn is not believed any more"


async def test_invented_key_ids_do_not_hammer_the_issuer() -> None:
    issuer = Issuer(FIRST)
    keys = issuer.reader()
    for number in range(50):
        assert await kid(keys, f"invented-{number}") is None
    assert issuer.fetched() == 1
    issuer.at += FLOOR
    await asyncio.gather(*(keys.for_id(f"more-{number}") for number in range(50)))
    assert issuer.fetched() == 2


async def test_a_token_without_key_id_is_believed_only_where_there_is_no_choice() -> None:
    assert await kid(Issuer(FIRST).reader(), None) == "k1"
    assert await kid(Issuer(FIRST, SECOND).reader(), None) is None


async def test_old_keys_hold_while_the_issuer_is_away() -> None:
    issuer = Issuer(FIRST)
    keys = issuer.reader()
    await keys.for_id("k1")
    issuer.down = True
    issuer.at += FRESH + 1
    assert await kid(keys, "k1") == "k1"
    issuer.down = False
    issuer.keys = [SECOND.as_dict(private=False)]
    issuer.at += FAILED_FLOOR
    assert await kid(keys, "k1") is None


async def test_with_no_keys_at_all_nobody_is_refused_for_good() -> None:
    issuer = Issuer(FIRST)
    issuer.down = True
    keys = issuer.reader()
    with pytest.raises(Problem) as problem:
        await keys.for_id("k1")
    assert (problem.value.status, problem.value.code) == (503, "issuer-unreachable")
    issuer.down = False
    issuer.at += FAILED_FLOOR
    assert await kid(keys, "k1") == "k1"


async def test_symmetric_and_encryption_keys_are_left_out() -> None:
    secret = {"kty": "oct", "kid": "s1", "k": OctKey.generate_key(256).as_dict()["k"]}
    sealing = RSAKey.generate_key(2048, {"kid": "x1"}, private=True).as_dict(private=False) | {"use": "enc"}
    keys = Issuer(FIRST, secret, sealing).reader()
    assert [await kid(keys, name) for name in ("k1", "s1", "x1")] == ["k1", None, None]


@pytest.mark.parametrize(
    ("attribute", "value", "told"),
    [
        ("name", "https://evil.test", "another issuer"),
        ("jwks_uri", "http://issuer.test/keys", "not served over https"),
        ("keys", [], "no asymmetric signing key"),
        ("down", True, "no route to host"),
    ],
)
async def test_what_is_wrong_with_an_issuer_is_told(attribute: str, value: Any, told: str) -> None:
    issuer = Issuer(FIRST)
    setattr(issuer, attribute, value)
    with pytest.raises(IssuerUnreachable, match=told):
        await issuer.reader().fetch()
