"""What stands around the pages: cookies, headers, doors, settings, notices for open pages."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mentoring.contracts import CONSUMERS
from mentoring.portal.config import Settings
from mentoring.portal.domain.changed import Awaited, Changed
from mentoring.portal.domain.notice import Notice
from mentoring.portal.entrypoints.events import facts
from mentoring.portal.entrypoints.frame.live import concerns
from mentoring.portal.entrypoints.http import doors
from mentoring.portal.entrypoints.web.cookies import Cookies, Held
from mentoring.portal.entrypoints.web.feed import EVERYTHING, Feed
from mentoring.portal.entrypoints.web.headers import SecureHeaders

SECRET = "a secret of the tests, long enough for its job"


def test_every_consumer_of_the_registry_is_declared_and_no_other() -> None:
    facts.check()
    registered = {one.name: (one.topic, one.kind) for one in CONSUMERS.values() if one.service == "portal"}
    assert {name: (one.topic, one.kind) for name, one in facts.consumers.items()} == registered


def test_the_components_page_is_for_the_local_run_alone() -> None:
    def paths(*, local: bool) -> set[str]:
        return {str(getattr(route, "path", "")) for group in doors(local=local) for route in group.router.routes}

    assert "/dev/components" in paths(local=True)
    assert not any(path.startswith("/dev") for path in paths(local=False))
    assert "/operator" in paths(local=False)


def test_outside_the_local_run_cookies_are_bound_to_this_host_and_https() -> None:
    response = Response()
    Cookies(SECRET, secure=True).hold(response, Held("s"))
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-mentoring=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_what_a_browser_holds_comes_back_and_a_forged_one_does_not() -> None:
    cookies, response = Cookies(SECRET, secure=False), Response()
    held = Held("s", Awaited((Changed("matching.proposals", "k", 3),)), "accepted")
    cookies.hold(response, held)
    value = response.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert cookies.held({"mentoring": value}) == held
    assert cookies.held({"mentoring": value[:-2] + "xx"}) is None
    assert Cookies("another" * 9, secure=False).held({"mentoring": value}) is None
    assert cookies.held({}) is None
    assert cookies.form_token("a") != cookies.form_token("b")


def test_a_full_cookie_fits_a_browser() -> None:
    cookies, response = Cookies(SECRET, secure=True), Response()
    many = [Changed("scheduling.check-ins", f"01925000-0000-7000-8000-{number:012}", 10**6) for number in range(99)]
    cookies.hold(response, Held("x" * 43).after(Awaited.of(many), "run-started"))
    assert len(response.headers["set-cookie"]) < 4096


async def test_https_is_insisted_on_where_it_is() -> None:
    async def say(_: Any) -> Response:
        return PlainTextResponse("hello")

    for secure in (True, False):
        app = SecureHeaders(Starlette(routes=[Route("/", say)]), secure=secure)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
            answer = await client.get("/")
        assert ("strict-transport-security" in answer.headers) is secure
        assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"portal_url": "http://portal.example"}, "must be https"), ({"cookie_secret": "short"}, "32")],
)
def test_settings_outside_the_local_run_are_strict(wrong: dict[str, Any], said: str) -> None:
    sound: dict[str, Any] = {
        "database_url": "postgresql://portal:x@db:5432/portal",
        "kafka": "kafka:9092",
        "issuer": "https://sign-in.example",
        "audience": "mentoring",
        "http_host": "0.0.0.0",
        "portal_url": "https://portal.example",
        "cookie_secret": SECRET,
        **{f"{owner}_url": f"http://{owner}:8000" for owner in ("profile", "matching", "scheduling", "notification")},
    }
    assert Settings(**sound).environment == "production"
    with pytest.raises(ValidationError, match=said):
        Settings(**(sound | wrong))


def test_notices_are_for_their_audience() -> None:
    ana, hr = frozenset({"person:1", "program:7"}), frozenset({"role:hr_manager", "program:*"})
    assert concerns(Notice("person:1", "inbox"), ana)
    assert not concerns(Notice("person:2", "inbox"), ana)
    assert concerns(Notice("program:7", "runs"), ana)
    assert not concerns(Notice("program:8", "runs"), ana)
    assert concerns(Notice("program:8", "runs"), hr)
    assert concerns(EVERYTHING, frozenset())


class FakeBoard:
    """Notices in a list."""

    def __init__(self) -> None:
        self.hung: list[tuple[int, Notice]] = []
        self.looks = 0
        self.away = False

    async def latest_change(self) -> int:
        return self.hung[-1][0] if self.hung else 0

    async def oldest_change(self) -> int:
        return self.hung[0][0] if self.hung else 0

    async def notices_after(self, position: int, limit: int = 500) -> list[tuple[int, Notice]]:
        self.looks += 1
        if self.away:
            raise ConnectionError
        return [one for one in self.hung if one[0] > position][:limit]

    @asynccontextmanager
    async def looking(self) -> AsyncIterator["FakeBoard"]:
        yield self


async def heard(feed: Feed, board: FakeBoard, after: int, wanted: int) -> list[tuple[int, str]]:
    """The first notices after a position."""
    found: list[tuple[int, str]] = []
    listening = feed.listen(after, board.looking, asyncio.Event())
    async for at, notices in listening:
        found += [(at, notice.part) for notice in notices]
        if len(found) >= wanted:
            await listening.aclose()  # type: ignore[attr-defined]
            return found
    return found


async def test_one_look_serves_all_listeners_and_each_hears_everything_once() -> None:
    feed, board = Feed(pause=0.01), FakeBoard()
    board.hung = [(number, Notice("role:x", f"p{number}")) for number in range(1, 6)]
    listeners = [asyncio.create_task(heard(feed, board, after, 10 - after)) for after in (0, 3, 5)]
    await asyncio.sleep(0.1)
    before = board.looks
    await asyncio.sleep(0.1)
    assert board.looks - before < 15, "each listener looks for itself"
    board.hung += [(number, Notice("role:x", f"p{number}")) for number in range(6, 11)]
    all_heard = await asyncio.wait_for(asyncio.gather(*listeners), 5)
    for after, found in zip((0, 3, 5), all_heard, strict=True):
        assert [part for _, part in found] == [f"p{number}" for number in range(after + 1, 11)]
        assert [at for at, _ in found] == sorted(at for at, _ in found)


async def test_who_missed_too_much_looks_at_everything() -> None:
    feed, board = Feed(pause=0.01), FakeBoard()
    board.hung = [(90, Notice("role:x", "kept")), (91, Notice("role:x", "kept"))]
    assert await asyncio.wait_for(heard(feed, board, 7, 1), 5) == [(91, "*")]
    assert await asyncio.wait_for(heard(feed, board, 10**9, 1), 5) == [(91, "*")]


async def test_a_board_that_is_away_is_waited_for() -> None:
    feed, board = Feed(pause=0.01), FakeBoard()
    board.hung = [(1, Notice("role:x", "first"))]
    listening = asyncio.create_task(heard(feed, board, 1, 1))
    await asyncio.sleep(0.05)
    board.away = True
    await asyncio.sleep(0.05)
    board.away = False
    board.hung.append((2, Notice("role:x", "second")))
    assert await asyncio.wait_for(listening, 5) == [(2, "second")]
