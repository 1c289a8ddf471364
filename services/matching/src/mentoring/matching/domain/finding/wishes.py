"""Whom a search is about: masks over the mentors of a store, out of its postings and classes."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.axes import AXES
from mentoring.matching.domain.engine.store import LEVEL_BITS, Store
from mentoring.matching.domain.finding.questions import Wish
from mentoring.matching.domain.person import STAGES, base_language, word

Mask = NDArray[np.bool_]
_SKILLS: Final = 0
_TRANSITIONS: Final = 2
_NAMES: Final = tuple(AXES)
MOST_WORDS: Final = 8
"""Words of a free text that are looked for; more say nothing more."""


def meeting(wish: Wish, store: Store) -> Mask:
    """(mentor slots) who meets all of a wish."""
    found = store.mentors.person >= 0
    for skill in wish.skills:
        found &= _posted(store, [store.words[_SKILLS].get(word(skill))])
    for transition in wish.transitions:
        found &= _posted(store, [store.words[_TRANSITIONS].get(transition)])
    if wish.stages:
        stages = {STAGES.index(stage) for stage in wish.stages if stage in STAGES}
        found &= _classed(store, "stage", lambda value: value in stages)
    if wish.sites:
        found &= _classed(store, "location", lambda value: value[0] in wish.sites)
    if wish.languages:
        spoken = {base_language(tag) for tag in wish.languages}
        found &= _classed(store, "language", lambda value: not spoken.isdisjoint(value))
    for part in word(wish.text).split()[:MOST_WORDS]:
        found &= _named(store, part)
    return found


def _named(store: Store, part: str) -> Mask:
    """Who has a word that begins so, in whatever they say about themselves or HR says about their work."""

    def begins(value: Any) -> bool:
        text = f" {value}".casefold() if value is not None else ""
        return f" {part}" in text or f"-{part}" in text

    found = _classed(store, "function", begins) | _classed(store, "department", begins)
    found |= _classed(store, "location", lambda value: begins(value[0]))
    for words in store.words:
        found |= _posted(store, [term for name, term in words.items() if begins(name)])
    return found


def _posted(store: Store, terms: Iterable[int | None]) -> Mask:
    """Who offers one of these."""
    found = np.zeros(store.mentors.room, np.bool_)
    for term in terms:
        if term is not None:
            found[store.posts.get(term) >> LEVEL_BITS] = True
    return found


def _classed(store: Store, axis: str, test: Callable[[Any], bool]) -> Mask:
    """Whose value of an attribute passes."""
    chosen = np.array([bool(test(value)) for value in store.axes[axis].values], np.bool_)
    if not chosen.any():
        return np.zeros(store.mentors.room, np.bool_)
    return np.asarray(chosen[store.mentors.classes[_NAMES.index(axis)]])
