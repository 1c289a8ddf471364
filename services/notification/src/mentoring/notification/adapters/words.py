"""The words of a letter in the recipient's language and zone. Links open a page; nothing acts by being opened."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from gettext import NullTranslations
from importlib.resources import files
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_time, get_timezone_location
from babel.support import Translations
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from mentoring.notification.adapters.news import news_facts
from mentoring.notification.domain.subjects import Pair, Recipient, Session
from mentoring.notification.ports import Letter

_OWN: Final = {"proposal-to-answer", "mentorship-started"}
"""What has a letter of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in words."""

    title: str
    text: str
    html: str
    language: str


def in_words(letter: Letter, portal_url: str) -> Words:
    """Title, plain text and HTML of a letter."""
    locale = _locale(letter.to.locale)
    environment = _environment(str(locale))
    facts = _facts(letter, locale, _catalogue(str(locale)).gettext, portal_url)
    template = _template(letter)
    return Words(
        title=facts["title"],
        text=environment.get_template(f"{template}.txt").render(facts).strip() + "\n",
        html=environment.get_template(f"{template}.html").render(facts),
        language=facts["language"],
    )


def _template(letter: Letter) -> str:
    if not isinstance(letter.subject, Pair):
        return "session"
    return letter.delivery.category if letter.delivery.category in _OWN else "news"


def _facts(letter: Letter, locale: Locale, _: Any, portal_url: str) -> dict[str, Any]:
    subject, to, other = letter.subject, letter.to, letter.other
    category = letter.delivery.category
    says = {"name": other.name, "program": letter.program}
    mentor = subject.mentor == to.id
    shared = {"to": to, "other": other, "program": letter.program, "language": str(locale).replace("_", "-")}
    if isinstance(subject, Session):
        return shared | _session_facts(letter, subject, locale, _, portal_url)
    if category == "proposal-to-answer":
        lead = _proposed(subject, mentor, _)
        reminder = bool(letter.delivery.facts.get("reminder"))
        return shared | {
            "title": (
                _("Reminder: would you like to work with %(name)s?")
                if reminder
                else _("Would you like to work with %(name)s?")
            )
            % says,
            "lead": lead % says,
            "until": _when(subject.open_until, to, locale) if subject.open_until else "",
            "act": _("See why, and answer"),
            "link": f"{portal_url}/proposals/{subject.id}",
        }
    if category not in _OWN:
        return shared | news_facts(letter, subject, _, portal_url)
    lead = _("You are now the mentor of %(name)s.") if mentor else _("%(name)s is now your mentor.")
    if subject.peers:
        lead = _("You and %(name)s are peers now.")
    return shared | {
        "title": _("Your mentorship with %(name)s has started") % says,
        "lead": lead % says,
        "act": _("Open the mentorship"),
        "link": f"{portal_url}/mentorships/{subject.id}",
    }


def _proposed(pair: Pair, mentor: bool, _: Any) -> str:  # noqa: FBT001 - whose side it is
    if pair.peers:
        lead = _("%(name)s could be your peer in «%(program)s». The page says why the two of you were matched.")
    elif mentor:
        lead = _("%(name)s could be your mentee in «%(program)s». The page says why the two of you were matched.")
    else:
        lead = _("%(name)s could be your mentor in «%(program)s». The page says why the two of you were matched.")
    return str(lead)


def _session_facts(letter: Letter, session: Session, locale: Locale, _: Any, portal_url: str) -> dict[str, Any]:
    category, to, other = letter.delivery.category, letter.to, letter.other
    says = {"name": other.name}
    starts, ends = times(letter)
    titles = {
        "session-booked": _("Session with %(name)s"),
        "session-moved": _("Moved: session with %(name)s"),
        "session-cancelled": _("Cancelled: session with %(name)s"),
    }
    leads = {
        "session-booked": _("A time is held for you and %(name)s."),
        "session-moved": _("Your session with %(name)s is at another time."),
        "session-cancelled": _("Your session with %(name)s will not take place."),
    }
    before = letter.delivery.facts.get("before")
    return {
        "title": titles[category] % says,
        "lead": leads[category] % says,
        "when": _span(starts, ends, to, locale),
        "there": _span(starts, ends, other, locale) if other.zone != to.zone else None,
        "before": _when(datetime.fromisoformat(before), to, locale) if before else None,
        "act": _("Open the session"),
        "link": f"{portal_url}/mentorships/{session.mentorship}",
    }


def times(letter: Letter) -> tuple[datetime, datetime]:
    """When the session of a letter is, as the event told it: a cancelled session keeps the time it had."""
    facts = letter.delivery.facts
    return datetime.fromisoformat(facts["starts"]), datetime.fromisoformat(facts["ends"])


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _when(at: datetime, person: Recipient, locale: Locale) -> str:
    zone = _zone(person.zone)
    day = format_datetime(at, "EEEE, d MMMM y, HH:mm", tzinfo=zone, locale=locale)
    return f"{day} ({get_timezone_location(zone, locale=locale, return_city=True) or person.zone})"


def _span(starts: datetime, ends: datetime, person: Recipient, locale: Locale) -> str:
    zone = _zone(person.zone)
    day = format_datetime(starts, "EEEE, d MMMM y, HH:mm", tzinfo=zone, locale=locale)
    until = format_time(ends, "HH:mm", tzinfo=zone, locale=locale)
    return f"{day}-{until} ({get_timezone_location(zone, locale=locale, return_city=True) or person.zone})"


def _locale(name: str) -> Locale:
    """The language that the words are in: the recipient's where there is a catalogue, or else English."""
    try:
        wanted = Locale.parse(name, sep="-" if "-" in name else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
    return wanted if wanted.language in languages() else Locale("en")


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """Languages that there are words in: English, the source, and each with a compiled catalogue."""
    folder = files("mentoring.notification.adapters") / "locale"
    return frozenset({"en"} | ({entry.name for entry in folder.iterdir()} if folder.is_dir() else set()))


@lru_cache(maxsize=32)
def _catalogue(locale: str) -> NullTranslations:
    folder = str(files("mentoring.notification.adapters") / "locale")
    loaded: NullTranslations = Translations.load(folder, [locale, locale.split("_", maxsplit=1)[0]])
    return loaded


@lru_cache(maxsize=32)
def _environment(locale: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("mentoring.notification.adapters", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.install_gettext_translations(_catalogue(locale), newstyle=True)  # type: ignore[attr-defined]
    return environment
