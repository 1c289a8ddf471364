"""What one cell of an HR row may say: a rule per field, from text to value.

A rule gets the text stripped of white space at its ends. It answers the value, or raises BadCell with what is wrong
and how to mend it. An empty cell means that the field is empty, or has its default.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Final

from mentoring.profile.domain import languages
from mentoring.profile.domain.career import HIGHEST_LEVEL

Value = str | int | tuple[str, ...]
Rule = Callable[[str], Value]
LONGEST_ID: Final = 64
LONGEST_NAME: Final = 100
LONGEST_TEXT: Final = 200
MOST_LANGUAGES: Final = 20
DEFAULT_LOCALE: Final = "en"
DEFAULT_ZONE: Final = "UTC"

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BREAKS: Final = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_EMAIL: Final = re.compile(
    rf"[^\s@\"(),:;<>\[\]\\.]+(?:\.[^\s@\"(),:;<>\[\]\\.]+)*@{_LABEL}(?:\.{_LABEL})+",
)
_LONGEST_EMAIL: Final = 254
_LONGEST_MAILBOX: Final = 64
_STATUS: Final = {"": "active", "active": "active", "on-leave": "on-leave", "left": "left"}


class BadCell(Exception):  # noqa: N818 - an answer of a rule
    """What is wrong with a text, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        self.what = what
        self.mend = mend
        super().__init__(what)


def shown(text: str) -> str:
    """A text as it can be quoted in a sentence: short, with nothing that breaks a line or a log."""
    quoted = text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 - what fits into a sentence
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", quoted)


def line_of_text(text: str, longest: int) -> str:
    """A text in one line: line breaks inside become spaces; other control characters are refused.

    What looks like a formula (``=1+1``) is a text as any other: whoever writes it into a sheet has to quote it.
    """
    if not text.isprintable():
        text = _BREAKS.sub(" ", text)
        if (control := _CONTROL.search(text)) is not None:
            raise BadCell(f"It holds the control character U+{ord(control[0]):04X}.", "Remove that character.")
    if len(text) > longest:
        raise BadCell(f"It has {len(text)} characters.", f"Shorten it to {longest}.")
    return text


def _employee_id(text: str) -> str:
    if not text:
        raise BadCell("It is empty.", "Give the HR system's own id of this person.")
    return line_of_text(text, LONGEST_ID)


def _manager(text: str) -> str:
    return line_of_text(text, LONGEST_ID)


def _name(text: str) -> str:
    return line_of_text(text, LONGEST_NAME)


def _text(text: str) -> str:
    return line_of_text(text, LONGEST_TEXT)


def _email(text: str) -> str:
    mailbox = text.rpartition("@")[0]
    if text and not (
        _EMAIL.fullmatch(text)
        and text.isprintable()
        and len(text) <= _LONGEST_EMAIL
        and len(mailbox.encode()) <= _LONGEST_MAILBOX
    ):
        raise BadCell(f"«{shown(text)}» is no e-mail address.", "Give one address, such as ana@example.org, or none.")
    return text


def _locale(text: str) -> str:
    if not text:
        return DEFAULT_LOCALE
    tag = languages.tag(text)
    if tag is None:
        raise BadCell(f"«{shown(text)}» is no language tag.", "Give one by BCP 47, such as de or pt-BR.")
    return tag


@cache
def zones() -> Mapping[str, str]:
    """The zones of the pinned tzdata package by their names in lower case; a machine's own list may differ from it."""
    names = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {name.lower(): name for name in names if name != "Factory"}


def zone_named(text: str) -> str:
    """The zone of this name, in its own writing."""
    zone = zones().get(text.lower())
    if zone is None:
        raise BadCell(f"«{shown(text)}» is no time zone.", "Give an IANA zone, such as Europe/Berlin.")
    return zone


def _zone(text: str) -> str:
    return zone_named(text) if text else DEFAULT_ZONE


def _job_level(text: str) -> int:
    """0 stands for an empty field."""
    if not text:
        return 0
    if text.isascii() and text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= HIGHEST_LEVEL:  # noqa: PLR2004
        return int(text)
    raise BadCell(f"«{shown(text)}» is no job level.", f"Give a whole number from 1 to {HIGHEST_LEVEL}, or none.")


def _status(text: str) -> str:
    status = _STATUS.get(text.lower().replace("_", "-").replace(" ", "-"))
    if status is None:
        raise BadCell(
            f"«{shown(text)}» is no status.", "Give active, on-leave or left, or map the word in the columns' file."
        )
    return status


def _languages(text: str) -> tuple[str, ...]:
    spoken: dict[str, None] = {}
    for word in re.split(r"[;,|/\s]+", text):
        if word:
            spoken[language_named(word)] = None
    if len(spoken) > MOST_LANGUAGES:
        raise BadCell(f"It names {len(spoken)} languages.", f"Name at most {MOST_LANGUAGES}.")
    return tuple(spoken)


def language_named(text: str) -> str:
    """The base language of a tag, in its canonical writing."""
    language = languages.base(text)
    if language is None:
        raise BadCell(f"«{shown(text)}» is no language.", "Give the code by BCP 47, such as en, da or zh.")
    return language


RULES: Final[Mapping[str, Rule]] = {
    "employee_id": _employee_id,
    "given_name": _name,
    "family_name": _name,
    "email": _email,
    "locale": _locale,
    "zone": _zone,
    "manager": _manager,
    "department": _text,
    "site": _text,
    "job_title": _text,
    "function": _text,
    "job_level": _job_level,
    "status": _status,
    "languages": _languages,
}
"""By field, in the order in which rows hold them."""
