"""Templates: one environment per language, so that a text is translated where it stands."""

import secrets
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from mentoring.portal.entrypoints.web.vocabulary import word_of
from mentoring.portal.entrypoints.web.words import Words, translations

SUM: Final = 100


@cache
def environment(language: str) -> Environment:
    """The templates in a language. Whatever is not named is an error, and every value is escaped."""
    made = Environment(
        loader=PackageLoader("mentoring.portal", "templates"),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = translations(language)
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    made.globals["word"] = lambda kind, code: catalogue.gettext(word_of(kind, str(code)))
    made.globals["new_key"] = lambda: secrets.token_hex(16)
    made.globals["stacked"] = stacked
    made.globals["ngettext"] = _counted
    return made


@pass_context
def _counted(context: Context, one: str, many: str, num: int, **facts: object) -> str:
    """In the right number, the number in the reader's own form."""
    words: Words = context["w"]
    return words.count(one, many, num, **facts)


def stacked(points: Mapping[str, int] | list[tuple[str, int]], width: int = SUM) -> list[tuple[str, int, float, float]]:
    """Where each part of a stacked bar begins and how wide it is: (code, points, x, width), of ``width`` in all."""
    pairs = list(points.items()) if isinstance(points, Mapping) else points
    placed, at = [], 0.0
    for code, value in pairs:
        part = max(0.0, value * width / SUM)
        placed.append((code, value, round(at, 2), round(part, 2)))
        at += part
    return placed


def render(name: str, language: str, facts: Mapping[str, Any]) -> str:
    """One page."""
    return environment(language).get_template(name).render(**facts)
