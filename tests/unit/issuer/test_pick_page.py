"""The page that picks a person: plain HTML that finds anyone."""

import httpx
import pytest

from mentoring.issuer.grants import challenge_of

REQUEST = {
    "client_id": "portal",
    "redirect_uri": "http://portal.test/sign-in/callback",
    "response_type": "code",
    "scope": "openid",
    "state": '"><script>',
    "code_challenge": challenge_of("v" * 50),
    "code_challenge_method": "S256",
}


async def _page(issuer: httpx.AsyncClient, search: str = "") -> httpx.Response:
    return await issuer.get("/authorize", params=REQUEST | {"search": search})


async def test_those_with_a_note_come_first_and_the_rest_is_found_by_search(issuer: httpx.AsyncClient) -> None:
    text = (await _page(issuer)).text
    assert text.index("Ana Núñez") < text.index("Ben Öz")
    assert "30 of 63 people" in text
    assert text.count('name="subject"') == 30


@pytest.mark.parametrize("search", ["núñ", "ANA@", "e1", "mentor ana"])
async def test_people_are_found_by_any_part_of_what_is_shown(issuer: httpx.AsyncClient, search: str) -> None:
    text = (await _page(issuer, search)).text
    assert "Ana Núñez" in text
    assert "1 person." in text


async def test_a_search_that_finds_nobody_says_so(issuer: httpx.AsyncClient) -> None:
    text = (await _page(issuer, "zzz")).text
    assert "Nobody matches «zzz»" in text


async def test_what_came_from_outside_is_text_never_markup(issuer: httpx.AsyncClient) -> None:
    answer = await _page(issuer, "<b>new")
    assert "<b>" not in answer.text
    assert "<script>" not in answer.text
    assert "&lt;b&gt;New&lt;/b&gt;" in answer.text


async def test_the_page_runs_no_script_and_its_form_leads_to_the_client_alone(issuer: httpx.AsyncClient) -> None:
    policy = (await _page(issuer)).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "form-action 'self' http://portal.test;" in policy
