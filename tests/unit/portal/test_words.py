"""Dates, times and numbers as a reader is used to them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentoring.portal.entrypoints.web.words import DASH, Words, chosen

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def words(tag: str = "en", zone: str = "Europe/Berlin", now: datetime = NOW) -> Words:
    return Words(*chosen([tag], "en"), zone, now)


@pytest.mark.parametrize(
    ("tag", "clock", "day"),
    [
        ("en", "14:00", "Tue 24 Nov"),
        ("en-GB", "14:00", "Tue 24 Nov"),
        ("en-US", "2:00\N{NARROW NO-BREAK SPACE}PM", "Tue, Nov 24"),
        ("de-AT", "14:00", "Di., 24. Nov."),
    ],
)
def test_an_instant_in_the_readers_form(tag: str, clock: str, day: str) -> None:
    instant = NOW + timedelta(days=1, hours=4)
    assert words(tag).clock(instant) == clock
    assert words(tag).day(instant) == day


@pytest.mark.parametrize(
    ("tags", "language"),
    [(["fr", "de-CH"], "de"), (["fr"], "en"), ([], "en"), (["de_AT"], "de"), (["EN-us"], "en"), (["*", "x"], "en")],
)
def test_the_first_language_that_we_speak(tags: list[str], language: str) -> None:
    assert chosen(tags, "en")[0] == language


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (9, "in 9 days"), (-3, "3 days ago")]
)
def test_days_are_said_relative_to_the_readers_today(days: int, said: str) -> None:
    assert words().near(NOW + timedelta(days=days)) == said


def test_today_is_the_readers_not_ours() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert words(now=late).today == date(2026, 11, 24)
    assert words(zone="America/New_York", now=late).today == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "just now"), (1, "1 minute ago"), (59, "59 minutes ago"), (60, "1 hour ago"), (60 * 26, "yesterday")],
)
def test_what_happened_is_said_by_its_age(minutes: int, said: str) -> None:
    assert words().ago(NOW - timedelta(minutes=minutes)) == said


def test_another_year_is_named() -> None:
    assert words().day(date(2027, 5, 31)) == "31 May 2027"


def test_clocks_differ_by_the_day_not_by_the_zone() -> None:
    assert not words().differs("Europe/Paris", NOW)
    assert words().differs("America/New_York", NOW)
    between = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)  # summer time has begun there and not here
    assert words().clock(between, "America/New_York") == "08:00"


def test_numbers() -> None:
    assert words("en").number(1234.5, 1) == "1,234.5"
    assert words("de").number(1234.5, 1) == "1.234,5"
    assert words().number(None) == DASH
    assert words().percent(0.667) == "67\N{NO-BREAK SPACE}%" or words().percent(0.667) == "67 %"
    assert words("de").count("%(num)s row", "%(num)s rows", 1200) == "1.200 Zeilen"


def test_a_zone_that_nobody_knows_is_utc() -> None:
    assert words(zone="Mars/Olympus").clock(NOW) == "09:00"
    assert words(zone="America/Argentina/Buenos_Aires").place() == "Buenos Aires"
