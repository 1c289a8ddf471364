"""Text, dates and numbers in the reader's language, locale and zone. English is the source of all catalogues."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

LANGUAGES: Final = ("en", "de")
DOMAIN: Final = "portal"
DASH: Final = "\N{EN DASH}"
_INTERNATIONAL: Final = {"en": "en_GB"}
"""A bare «en» says nothing of a country: days before months and 24 hours are read everywhere."""


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of a language, compiled when it is first wanted: nothing compiled is committed."""
    source = files("mentoring.portal") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not source.is_file():
        return NullTranslations()
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language, domain=DOMAIN)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def zone_of(name: str) -> ZoneInfo:
    """A zone by its IANA name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def chosen(tags: Iterable[str], default: str) -> tuple[str, Locale]:
    """Of the wished locales (BCP 47) the first whose language we speak, and how it formats."""
    for tag in tags:
        language = tag.replace("_", "-").split("-", maxsplit=1)[0].lower()
        if language in LANGUAGES:
            return language, _locale(tag, language)
    return default, _locale(default, default)


def _locale(tag: str, language: str) -> Locale:
    text = _INTERNATIONAL.get(tag.lower(), tag)
    try:
        return Locale.parse(text, sep="_" if "_" in text else "-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_INTERNATIONAL.get(language, language))


class Words:
    """One reader's language, locale and zone at one moment."""

    def __init__(self, language: str, locale: Locale, zone: str, now: datetime) -> None:
        self.language = language
        self.locale = locale
        self.zone = zone
        self.now = now
        self._catalogue = translations(language)

    @property
    def tag(self) -> str:
        """For the page's lang attribute."""
        return str(self.locale).replace("_", "-") if self.locale.language == self.language else self.language

    def say(self, text: str, **facts: object) -> str:
        """Translate, then fill in."""
        said = self._catalogue.gettext(text)
        return said % facts if facts else said

    def count(self, one: str, many: str, num: int, **facts: object) -> str:
        """Translate in the right number."""
        return self._catalogue.ngettext(one, many, num) % (facts | {"num": self.number(num)})

    # -- numbers

    def number(self, value: float | None, digits: int = 0) -> str:
        """With the locale's separators; a dash where there is none."""
        if value is None:
            return DASH
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return str(format_decimal(value, format=pattern, locale=self.locale))

    def percent(self, share: float) -> str:
        """Whole percent."""
        return str(format_percent(share, format="#,##0 %", locale=self.locale))

    def tongue(self, code: str) -> str:
        """Spanish, for es."""
        return str(self.locale.languages.get(code, code))

    # -- time

    def local(self, instant: datetime, zone: str | None = None) -> datetime:
        """The instant on the reader's clock, or on another zone's."""
        return instant.astimezone(zone_of(zone or self.zone))

    @property
    def today(self) -> date:
        """The reader's date."""
        return self.local(self.now).date()

    def begins(self, day: str) -> datetime | None:
        """When a day of a form begins on the reader's clock; None where it is no day."""
        try:
            return datetime.combine(date.fromisoformat(day), datetime.min.time(), zone_of(self.zone))
        except ValueError:
            return None

    def clock(self, instant: datetime, zone: str | None = None) -> str:
        """14:00."""
        return str(format_time(self.local(instant, zone), "short", locale=self.locale))

    def day(self, day: date | datetime, *, weekday: bool = True) -> str:
        """Wed 4 Mar, with the year where it is another."""
        day = self.local(day).date() if isinstance(day, datetime) else day
        at = datetime.combine(day, datetime.min.time())
        if day.year != self.today.year:
            return str(format_skeleton("yMMMd", at, locale=self.locale))
        return str(format_skeleton("MMMEd" if weekday else "MMMd", at, locale=self.locale))

    def full_day(self, day: date) -> str:
        """Wednesday, 4 March 2026: for headings and for those who listen."""
        return str(format_date(day, "full", locale=self.locale))

    def weekday(self, day: date) -> str:
        """Wednesday."""
        return str(format_date(day, "EEEE", locale=self.locale))

    def span(self, starts: datetime, ends: datetime) -> str:
        """From 14:00 to 14:45."""
        return f"{self.clock(starts)}{DASH}{self.clock(ends)}"

    def near(self, day: date | datetime) -> str:
        """today, tomorrow, yesterday, in 9 days, 3 days ago."""
        day = self.local(day).date() if isinstance(day, datetime) else day
        days = (day - self.today).days
        words = {0: self.say("today"), 1: self.say("tomorrow"), -1: self.say("yesterday")}
        if days in words:
            return words[days]
        if days > 0:
            return self.count("in %(num)s day", "in %(num)s days", days)
        return self.count("%(num)s day ago", "%(num)s days ago", -days)

    def ago(self, instant: datetime) -> str:
        """Just now, 5 minutes ago, 3 hours ago, then by days."""
        minutes = int((self.now - instant).total_seconds() // 60)
        if minutes < 1:
            return self.say("just now")
        if minutes < 60:  # noqa: PLR2004 - an hour
            return self.count("%(num)s minute ago", "%(num)s minutes ago", minutes)
        if minutes < 12 * 60:
            return self.count("%(num)s hour ago", "%(num)s hours ago", minutes // 60)
        return self.near(instant)

    def lasts(self, hours: float) -> str:
        """About how long: 9 hours, 3 days."""
        if hours < 36:  # noqa: PLR2004 - a day and a half is better said in hours
            return self.count("%(num)s hour", "%(num)s hours", max(1, round(hours)))
        return self.count("%(num)s day", "%(num)s days", round(hours / 24))

    def differs(self, zone: str, instant: datetime) -> bool:
        """Whether a clock there shows another time than the reader's."""
        return self.local(instant, zone).utcoffset() != self.local(instant).utcoffset()

    def place(self, zone: str | None = None) -> str:
        """New York, for America/New_York."""
        return (zone or self.zone).rsplit("/", maxsplit=1)[-1].replace("_", " ")

    def iso(self, instant: datetime) -> str:
        """For machines: time elements and form values."""
        return instant.isoformat()
