"""What a mail looks like to a mail program, a calendar and a reader."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar

from mentoring.notification.adapters.mail import message
from tests.unit.notification.builders import a_letter, a_mentorship, a_person, a_proposal, a_session


def mail(category: Any = "session-booked", subject: Any = None, **facts: Any) -> EmailMessage:
    return message(a_letter(category, subject, **facts), sender="mentoring@example.com", portal_url="https://m.example")


def part(of: EmailMessage, kind: str) -> EmailMessage:
    (found,) = [inner for inner in of.walk() if inner.get_content_type() == kind]
    assert isinstance(found, EmailMessage)
    return found


def test_alternatives_go_from_plain_to_rich_with_the_calendar_last() -> None:
    kinds = [inner.get_content_type() for inner in mail().walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html", "text/calendar"]


def test_the_message_id_is_the_deliverys_so_that_a_repeat_is_known() -> None:
    assert mail()["Message-ID"] == mail()["Message-ID"] == "<00000000-0000-0000-0000-000000000063@example.com>"


@pytest.mark.parametrize(
    ("category", "sequence", "method", "status"),
    [
        ("session-booked", 0, "REQUEST", "CONFIRMED"),
        ("session-moved", 1, "REQUEST", "CONFIRMED"),
        ("session-cancelled", 2, "CANCEL", "CANCELLED"),
    ],
)
def test_the_calendar_part_is_itip(category: str, sequence: int, method: str, status: str) -> None:
    session = a_session(sequence=sequence)
    sent = mail(category, session)
    calendar_part = part(sent, "text/calendar")
    calendar: Any = Calendar.from_ical(calendar_part.get_content())
    event: Any = calendar.walk("VEVENT")[0]

    assert method == calendar_part.get_param("method") == str(calendar["METHOD"])
    assert (sequence, status) == (int(event["SEQUENCE"]), str(event["STATUS"]))
    assert "mailto:mentoring@example.com" == str(event["ORGANIZER"])
    assert sent["From"].addresses[0].addr_spec == "mentoring@example.com"
    assert (session.starts, session.ends) == (event.decoded("DTSTART"), event.decoded("DTEND"))
    assert str(event["UID"]) == f"session-{session.id}@mentoring"
    assert {"mailto:ana@example.com", "mailto:ben@example.com"} == {str(who) for who in event["ATTENDEE"]}


def test_both_see_the_time_in_their_own_zone() -> None:
    text = part(mail(), "text/plain").get_content()
    assert "Thursday, 5 November 2026, 09:00-09:45" in text
    assert "For Ben: Thursday, 5 November 2026, 10:00-10:45" in text


def test_a_move_shows_the_time_before() -> None:
    before = (a_session().starts - timedelta(days=1)).isoformat()
    assert (
        "Before: Wednesday, 4 November 2026, 09:00"
        in part(mail("session-moved", a_session(sequence=1), before=before), "text/plain").get_content()
    )


@pytest.mark.parametrize(
    ("category", "subject", "link"),
    [
        ("proposal-to-answer", a_proposal(), "https://m.example/proposals/"),
        ("mentorship-started", a_mentorship(), "https://m.example/mentorships/"),
        ("session-booked", a_session(), "https://m.example/mentorships/"),
        *(
            (category, a_mentorship(), "https://m.example/mentorships/")
            for category in (
                "mentorship-paused",
                "mentorship-resumed",
                "mentorship-flagged",
                "mentorship-completed",
                "rematch-offered",
            )
        ),
        ("introduction-asked", a_mentorship(introduces=True), "https://m.example/introductions/"),
        ("introduction-made", a_mentorship(introduces=True), "https://m.example/introductions/"),
    ],
)
def test_each_mail_has_one_heading_a_language_and_one_link_to_a_page(category: str, subject: Any, link: str) -> None:
    sent = mail(category, subject)
    html = part(sent, "text/html").get_content()
    assert ('<html lang="en"', 1, 1) == (html[html.index("<html") :][:15], html.count("<h1"), html.count("<a "))
    assert f'href="{link}' in html
    assert link in part(sent, "text/plain").get_content()


def test_a_name_is_text_and_never_markup_or_a_header() -> None:
    letter = a_letter("mentorship-started", a_mentorship())
    evil = a_person(letter.other.id, name="Ben <script>alert(1)</script>", given_name="Ben")
    sent = message(
        type(letter)(letter.delivery, letter.to, evil, letter.program, letter.subject),
        sender="mentoring@example.com",
        portal_url="https://m.example",
    )
    assert "<script>" not in part(sent, "text/html").get_content()
    with pytest.raises(ValueError, match="CR or LF"):
        message(
            type(letter)(letter.delivery, a_person(name="Ana\r\nBcc: x@example.com"), evil, "P", letter.subject),
            sender="mentoring@example.com",
            portal_url="https://m.example",
        )
