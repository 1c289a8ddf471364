"""Every text for people is in every catalogue, with the same places for facts."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import mentoring.portal
from mentoring.portal.entrypoints.web.rendering import environment
from mentoring.portal.entrypoints.web.vocabulary import VOCABULARY
from mentoring.portal.entrypoints.web.words import LANGUAGES, translations

PACKAGE = Path(mentoring.portal.__path__[0])
KEYWORDS = {"say": None, "count": (1, 2), "N_": None, "_": None, "ngettext": (1, 2)}
FACT = re.compile(r"%\((\w+)\)s")


def texts() -> set[str | tuple[str, ...]]:
    """What stands in code and templates."""
    with (PACKAGE.parents[2] / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(PACKAGE, methods, options, keywords=KEYWORDS)
    return {tuple(text) if isinstance(text, tuple | list) else text for _, _, text, *_ in found}


def catalogue(language: str) -> Catalog:
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "portal.po").open("rb") as file:
        return read_po(file, locale=language)


OTHERS = [language for language in LANGUAGES if language != "en"]


def test_texts_are_found_at_all() -> None:
    found = texts()
    assert "Why this person?" in found
    assert ("%(num)s day left", "%(num)s days left") in found
    assert "I have no time at the moment" in found


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_has_exactly_the_texts(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue(language)}
    assert texts() - known - {""} == set(), "these are not translated"
    assert known - texts() - {""} == set(), "these are said nowhere"


@pytest.mark.parametrize("language", OTHERS)
def test_each_translation_is_there_and_keeps_the_facts(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        for said in _translations(message):
            assert said, message.id
        for original, said in zip(_originals(message), _translations(message), strict=True):
            assert set(FACT.findall(said)) == set(FACT.findall(original)), (original, said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_a_percent_sign_that_a_template_would_fill_in(language: str) -> None:
    said = {one for text in texts() for one in ([text] if isinstance(text, str) else text)}
    if language != "en":
        said = {one for message in catalogue(language) if message.id for one in _translations(message)}
    assert [one for one in said if re.search(r"%(?!\(\w+\)s)", one.replace("%%", ""))] == []


def _originals(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_sound(language: str) -> None:
    made = environment(language)
    names = made.list_templates()
    assert len(names) > 25
    for name in names:
        made.get_template(name)


def test_codes_are_said_in_german() -> None:
    said = translations("de").gettext(VOCABULARY["refusal"]["no-time"])
    assert said == "Ich habe zurzeit keine Zeit"
