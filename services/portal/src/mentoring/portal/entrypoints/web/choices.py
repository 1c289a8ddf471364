"""Choices of a form: codes with their words in the reader's language."""

from collections.abc import Iterable

from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import word_of


def choices(visit: Visit, kind: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    """(code, words), in the order of the codes."""
    return [(code, visit.words.say(word_of(kind, code))) for code in codes]


def lengths(visit: Visit, *others: int) -> list[tuple[str, str]]:
    """Lengths of a meeting in minutes, the usual ones and ``others``."""
    return [
        (str(minutes), visit.words.count("%(num)s minute", "%(num)s minutes", minutes))
        for minutes in sorted({30, 45, 60, 90, *others})
    ]
