"""Who may see what, and what keeps strangers' forms, scripts and links out."""

import re
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.integration.portal import world
from tests.integration.portal.places import BEN, CHI, EVE, HAL, NEWCOMER, OPA, PLACES
from tests.integration.portal.stage import Stage
from tests.integration.portal.world import OFFER, PAIR, PROGRAM, SESSION

HTML = {"Accept": "text/html"}


@pytest.fixture
def ben(stage: Stage) -> Iterator[httpx.Client]:
    with closing(stage.signed_in(BEN)) as client:
        yield client


@pytest.fixture
def stranger(stage: Stage) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stage.url, headers=HTML, timeout=30) as client:
        yield client


def token_on(client: httpx.Client, path: str = "/") -> str:
    found: list[str] = re.findall(r'name="token" value="([0-9a-f]+)"', client.get(path).text)
    return found[0]


@pytest.mark.parametrize("place", sorted(PLACES.keys() - {"components", "signed-out", "missing"}))
def test_every_page_wants_a_sign_in_and_comes_back_to_itself(place: str, stranger: httpx.Client) -> None:
    _, path = PLACES[place]
    answer = stranger.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?to=%2F")
    begun = stranger.get(answer.headers["location"])
    assert "code_challenge_method=S256" in begun.headers["location"]
    assert "nonce=" in begun.headers["location"]


def test_a_form_without_its_token_is_refused(stage: Stage, ben: httpx.Client) -> None:
    for token in ({}, {"token": ""}, {"token": "0" * 64}):
        answer = ben.post(f"/proposals/{OFFER}/acceptance", data={"key": "k", **token})
        assert answer.status_code == 409
        assert "earlier sign-in" in answer.text
    assert stage.owners.sent == []


def test_another_persons_token_is_refused(stage: Stage, ben: httpx.Client) -> None:
    with closing(stage.signed_in(CHI)) as chi:
        foreign = token_on(chi)
    answer = ben.post(f"/proposals/{OFFER}/acceptance", data={"key": "k", "token": foreign})
    assert answer.status_code == 409
    assert stage.owners.sent == []


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_a_form_from_another_site_is_nobodys(headers: dict[str, str], stage: Stage, ben: httpx.Client) -> None:
    data = {"key": "k", "token": token_on(ben)}
    answer = ben.post(f"/proposals/{OFFER}/acceptance", data=data, headers=headers, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert stage.owners.sent == []


def test_a_cookie_opens_no_operators_command_from_another_site(stage: Stage) -> None:
    with closing(stage.signed_in(OPA)) as opa:
        path = f"/dead-letters/{world.an_id(1)}/replay"
        answer = opa.post(path, headers={"Origin": "https://evil.example", "Accept": "*/*", "Idempotency-Key": "k"})
        assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/", "/dev/components", "/no-such-page", "/signed-out"])
def test_every_answer_keeps_strangers_out_of_the_page(path: str, ben: httpx.Client) -> None:
    answer = ben.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "<script>" not in answer.text
    assert not re.search(r"\sstyle=|\son[a-z]+=", answer.text)


def test_the_cookie_is_signed_and_holds_no_token(stage: Stage) -> None:
    cookie = stage.cookie_of(BEN)
    token = stage.sql("SELECT access_token FROM sign_ins ORDER BY ends_at DESC LIMIT 1")
    assert token.count(".") == 2
    assert token not in cookie
    with httpx.Client(base_url=stage.url, headers=HTML, cookies={"mentoring": cookie[:-3] + "AAA"}) as client:
        assert client.get("/").status_code == 303


def test_cookies_are_for_http_alone(stage: Stage) -> None:
    with httpx.Client(base_url=stage.url, headers=HTML, timeout=30) as client:
        begun = client.get("/sign-in")
        assert "HttpOnly" in begun.headers["set-cookie"]
        assert "SameSite=lax" in begun.headers["set-cookie"]


def test_signing_out_forgets_the_tokens(stage: Stage) -> None:
    with closing(stage.signed_in(BEN)) as client:
        cookie = client.cookies["mentoring"]
        before = stage.sql("SELECT count(*) FROM sign_ins")
        answer = client.post("/sign-out", data={"token": token_on(client)})
        assert answer.url.path == "/signed-out"
        assert "/end-session" in answer.text
        assert stage.sql("SELECT count(*) FROM sign_ins") == before - 1
    with httpx.Client(base_url=stage.url, headers=HTML, cookies={"mentoring": cookie}) as stale:
        assert stale.get("/").status_code == 303


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_sign_in_leads_to_our_own_pages_alone(to: str, stage: Stage) -> None:
    with httpx.Client(base_url=stage.url, headers=HTML, timeout=30) as client:
        begun = client.get("/sign-in", params={"to": to})
        said = httpx.URL(begun.headers["location"]).params
        back = client.post(f"{stage.issuer_url}/authorize", data={**dict(said), "subject": BEN})
        done = client.get(back.headers["location"])
        assert done.headers["location"] == "/"


def test_an_answer_to_another_browsers_sign_in_is_refused(stage: Stage, stranger: httpx.Client) -> None:
    begun = stranger.get("/sign-in")
    said = dict(httpx.URL(begun.headers["location"]).params)
    back = stranger.post(f"{stage.issuer_url}/authorize", data={**said, "subject": BEN})
    with httpx.Client(base_url=stage.url, headers=HTML, timeout=30) as victim:
        answer = victim.get(back.headers["location"])
        assert answer.status_code == 409
        assert "begun in another browser" in answer.text
        assert "mentoring=" not in answer.headers.get("set-cookie", "")


def test_a_code_is_used_once(stage: Stage, stranger: httpx.Client) -> None:
    begun = stranger.get("/sign-in", params={"to": "/inbox"})
    cookie = begun.headers["set-cookie"].partition(";")[0]
    said = dict(httpx.URL(begun.headers["location"]).params)
    back = stranger.post(f"{stage.issuer_url}/authorize", data={**said, "subject": BEN}).headers["location"]
    assert stranger.get(back).headers["location"] == "/inbox"
    with httpx.Client(base_url=stage.url, headers={**HTML, "Cookie": cookie}, timeout=30) as again:
        assert again.get(back).status_code == 409


def test_who_is_not_known_sees_a_page_that_says_so(stage: Stage) -> None:
    with closing(stage.signed_in(NEWCOMER)) as newcomer:
        answer = newcomer.get("/")
        assert answer.status_code == 403
        assert "We do not know you yet" in answer.text
        assert "Sign out" in answer.text


@pytest.mark.parametrize(
    ("who", "path"),
    [
        (EVE, f"/proposals/{OFFER}"),
        (EVE, f"/mentorships/{PAIR}"),
        (EVE, f"/mentorships/{PAIR}/booking"),
        (EVE, f"/sessions/{SESSION}"),
        (BEN, f"/programs/{PROGRAM}"),
        (BEN, f"/programs/{PROGRAM}/progress.svg"),
        (BEN, f"/runs/{world.RUN}"),
        (BEN, f"/runs/{world.RUN}/points.svg"),
        (EVE, "/programs/new"),
        (EVE, "/people"),
        (HAL, "/operator"),
    ],
)
def test_what_is_other_peoples_stays_theirs(who: str, path: str, stage: Stage) -> None:
    with closing(stage.signed_in(who)) as client:
        answer = client.get(path)
        assert answer.status_code == 403
        assert "This is not for you" in answer.text
        assert "Grow 2027" not in answer.text


def test_hr_sees_every_program_and_its_manager_her_own(stage: Stage) -> None:
    for who in (EVE, HAL):
        with closing(stage.signed_in(who)) as client:
            assert client.get(f"/programs/{PROGRAM}").status_code == 200


def test_programs_get_problem_details_and_people_a_page(stage: Stage, ben: httpx.Client) -> None:
    answer = ben.get("/no-such-page", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    page = ben.get(f"/proposals/{world.an_id(777)}")
    assert page.status_code == 404
    assert "There is nothing here" in page.text
    assert ben.get("/proposals/not-an-id").status_code == 404
    with httpx.Client(base_url=stage.url) as program:
        assert program.get("/operations").status_code == 401


def test_what_people_wrote_is_never_markup(stage: Stage, ben: httpx.Client) -> None:
    stage.tell(world.program(name="<script>alert(1)</script>"))
    html = ben.get("/").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_defect_shows_a_page_without_its_reason(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from mentoring.portal.adapters.postgres import PostgresViews

    async def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError("s3cret")

    monkeypatch.setattr(PostgresViews, "check_ins_of", breaks)
    with closing(stage.signed_in(BEN)) as client:
        answer = client.get("/")
        assert answer.status_code == 500
        assert "Something broke on our side" in answer.text
        assert "s3cret" not in answer.text
