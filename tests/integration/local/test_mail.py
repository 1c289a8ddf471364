"""The mail catcher: what is sent by SMTP can be read as JSON and as a page, and does no harm there."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest_asyncio

from mentoring.local.mail.box import Box
from mentoring.local.mail.catcher import listen, web
from mentoring.local.parts.ports import LOOPBACK, free_port


class Catcher:
    def __init__(self, port: int, http: httpx.AsyncClient, folder: Path) -> None:
        self.port, self.http, self.folder = port, http, folder

    async def send(self, *, subject: str = "Hällo", html: str = "<p>hi</p>", to: str = "ben@example.com") -> str:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "Suite <suite@example.com>", f"Ben <{to}>", subject
        mail["Message-ID"] = "<one@example.com>"
        mail.set_content("Ana accepted <script>.\nSee you, Ümit")
        mail.add_alternative(html, subtype="html")
        mail.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="invite.ics")
        await asyncio.to_thread(self._deliver, mail)
        return str((await self.http.get("/api/v1/messages")).json()["messages"][0]["ID"])

    def _deliver(self, mail: EmailMessage) -> None:
        with smtplib.SMTP(LOOPBACK, self.port) as server:
            server.send_message(mail, to_addrs=[str(mail["To"]), "hidden@example.com"])


@pytest_asyncio.fixture
async def catcher(tmp_path: Path) -> AsyncIterator[Catcher]:
    box, port = Box(tmp_path), free_port()
    transport = httpx.ASGITransport(app=web(box))
    async with await listen(box, port), httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        yield Catcher(port, http, tmp_path)


async def test_a_mail_that_was_sent_is_listed_with_all_whom_it_was_for(catcher: Catcher) -> None:
    one = await catcher.send()

    listed = (await catcher.http.get("/api/v1/messages")).json()
    assert (1, 1) == (listed["total"], listed["count"])
    (mail,) = listed["messages"]
    assert (one, "Hällo", "one@example.com") == (mail["ID"], mail["Subject"], mail["MessageID"])
    assert [{"Name": "Ben", "Address": "ben@example.com"}] == mail["To"]
    assert {"Name": "Suite", "Address": "suite@example.com"} == mail["From"]
    assert "hidden@example.com" in [bcc["Address"] for bcc in mail["Bcc"]]


async def test_a_mail_can_be_read_whole_and_as_it_came(catcher: Catcher) -> None:
    one = await catcher.send()

    mail = (await catcher.http.get(f"/api/v1/message/{one}")).json()
    assert "See you, Ümit" in mail["Text"]
    assert "<p>hi</p>" in mail["HTML"]
    assert [("invite.ics", "text/calendar")] == [(a["FileName"], a["ContentType"]) for a in mail["Attachments"]]
    raw = (await catcher.http.get(f"/api/v1/message/{one}/raw")).content
    assert b"Message-ID: <one@example.com>" in raw
    assert b"X-Caught-For" not in raw
    assert 404 == (await catcher.http.get("/api/v1/message/none/raw")).status_code


async def test_mails_are_found_by_words_of_address_subject_and_text(catcher: Catcher) -> None:
    await catcher.send(subject="first", to="ana@example.com")
    await catcher.send(subject="second", to="ben@example.com")
    for query, found in [
        ("ana@example.com", ["first"]),
        ("accepted", ["second", "first"]),
        ("second ümit", ["second"]),
    ]:
        answer = (await catcher.http.get("/api/v1/search", params={"query": query})).json()
        assert found == [mail["Subject"] for mail in answer["messages"]]


async def test_the_page_shows_text_as_text_and_html_only_in_a_sandbox(catcher: Catcher) -> None:
    one = await catcher.send(html="<script>alert(1)</script><p>hi</p>")

    page = await catcher.http.get(f"/mail/{one}")
    assert "<script>" not in page.text
    assert "Ana accepted &lt;script&gt;" in page.text
    assert "<iframe sandbox src=" in page.text
    assert "BEGIN:VCALENDAR" in page.text
    inside = await catcher.http.get(f"/mail/{one}/html")
    policy = inside.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy


async def test_a_mail_in_a_character_set_that_nobody_knows_is_shown_as_well_as_may_be(catcher: Catcher) -> None:
    def deliver() -> None:
        with smtplib.SMTP(LOOPBACK, catcher.port) as server:
            wrong = b"Subject: odd\r\nContent-Type: text/plain; charset=x-unknown\r\n\r\nb\xe4d \xff bytes"
            server.sendmail("a@example.com", ["b@example.com"], wrong)

    await asyncio.to_thread(deliver)
    (mail,) = (await catcher.http.get("/api/v1/messages")).json()["messages"]
    assert "bytes" in (await catcher.http.get(f"/mail/{mail['ID']}")).text


async def test_the_list_says_what_is_there_and_what_is_not(catcher: Catcher) -> None:
    assert "No mail yet" in (await catcher.http.get("/")).text
    await catcher.send()
    assert "1 to 1 of 1, newest first" in (await catcher.http.get("/")).text
    assert "No mail matches «zzz»" in (await catcher.http.get("/", params={"search": "zzz"})).text


async def test_mails_survive_a_restart_until_they_are_thrown_away(catcher: Catcher) -> None:
    one = await catcher.send()
    again = Box(catcher.folder)
    mail = again.get(one)
    assert mail is not None
    assert mail.subject == "Hällo"

    await catcher.http.delete("/api/v1/messages")
    assert 0 == len(Box(catcher.folder))


async def test_pages_under_a_foreign_name_are_refused(catcher: Catcher) -> None:
    answer = await catcher.http.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
