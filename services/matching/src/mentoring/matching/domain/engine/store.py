"""The feature store: two sides of people as arrays and postings, compiled once and patched by events.

Slot s of a side is one enrollment. What many share is a class of an axis; what few share is a posting: term -> mentors
who offer it. A word is a term of its own for skills, goals, transitions and interests.
"""

from array import array
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Final, Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.arena import Lists
from mentoring.matching.domain.engine.axes import AXES, Axis, Clock
from mentoring.matching.domain.engine.law import MARKS
from mentoring.matching.domain.engine.popular import Popular
from mentoring.matching.domain.engine.side import Side
from mentoring.matching.domain.engine.traits import Traits

LEVEL_BITS: Final = 3
MARK_BITS: Final = 4
KINDS: Final = 4
"""Columns of ``claimed``: skills, goals, transitions, interests."""


class Store:
    """Both sides of a program. ``version`` rises with each mentor who comes or changes, so that rows are renewed."""

    def __init__(self, clock: Clock, seed: int = 0) -> None:
        self.mentees, self.mentors = Side(seed), Side(seed)
        self.axes: dict[str, Axis] = {name: Axis() for name in AXES}
        self.tops = Axis()
        self.people: dict[UUID, int] = {}
        self.words: tuple[dict[str, int], ...] = tuple({} for _ in range(KINDS))
        self.terms = 0
        self.claims, self.claimed = Lists(), np.zeros((0, KINDS), np.int64)
        self.offers, self.posts = Lists(), Lists()
        self.chains, self.above, self.under = Lists(), Lists(), Lists()
        self.marks, self.popular = Lists(), Popular()
        self.slot_of = np.full(0, -1, np.int32)
        self.version = 0
        self._clock = clock

    @classmethod
    def of(cls, mentees: Sequence[Traits], mentors: Sequence[Traits], clock: Clock, seed: int = 0) -> Self:
        """Everybody at once, in this order."""
        store = cls(clock, seed)
        store.mentees.open([one.enrollment for one in mentees])
        store.mentors.open([one.enrollment for one in mentors])
        chains: dict[int, list[int]] = {}
        store.claimed = np.zeros((len(store.mentees.places), KINDS), np.int64)
        claims, above = _Column(), _Column()
        for slot, one in enumerate(mentees):
            store._class(store.mentees, slot, one)
            claims.put(slot, store._claims(slot, one))
            above.put(slot, store._chain(one, chains))
        store.claims, store.chains = claims.lists(len(mentees)), above.lists(len(mentees))
        offers, posts, above, under = _Column(), _Column(), _Column(), _Column()
        for slot, one in enumerate(mentors):
            store._class(store.mentors, slot, one)
            values = store._offers(one)
            offers.put(slot, values)
            for value in values:
                posts.add(value >> LEVEL_BITS, slot << LEVEL_BITS | value & 7)
            managers = store._chain(one, chains)
            above.put(slot, managers)
            for manager in managers:
                under.add(manager, slot)
        store.offers, store.posts = offers.lists(len(mentors)), posts.lists(store.terms)
        store.above, store.under = above.lists(len(mentors)), under.lists(len(store.people))
        store._know_people()
        store.popular.choose(store.posts, store.terms, len(mentors), store.mentors.room)
        count = len(mentors)
        store.slot_of[store.mentors.person[:count]] = np.arange(count)
        return store

    def put_mentee(self, one: Traits) -> int:
        """Add a mentee or renew what is known of them; the slot."""
        slot = self.mentees.slot(one.enrollment)
        if slot >= len(self.claimed):
            self.claimed = np.concatenate(
                [self.claimed, np.zeros((len(self.mentees.places) - len(self.claimed), 4), np.int64)]
            )
        self._class(self.mentees, slot, one)
        self.claims.put(slot, np.array(self._claims(slot, one), np.uint32))
        self.chains.put(slot, np.array(self._chain(one, {}), np.uint32))
        self._know_people()
        return slot

    def put_mentor(self, one: Traits) -> int:
        """Add a mentor or renew what is known of them; the slot."""
        slot = self.mentors.slot(one.enrollment)
        self._clear_mentor(slot)
        self._class(self.mentors, slot, one)
        if self.popular.levels.shape[1] != self.mentors.room:
            self.popular.choose(self.posts, self.terms, self.mentors.count, self.mentors.room)
        values, managers = self._offers(one), self._chain(one, {})
        self.offers.put(slot, np.array(values, np.uint32))
        self.above.put(slot, np.array(managers, np.uint32))
        for value in values:
            self.posts.add(value >> LEVEL_BITS, slot << LEVEL_BITS | value & 7)
            self.popular.put(value >> LEVEL_BITS, slot, value & 7)
        for manager in managers:
            self.under.add(manager, slot)
        self._know_people()
        self.slot_of[self.mentors.person[slot]] = slot
        self.version += 1
        self.mentors.changed[slot] = self.version
        return slot

    def drop_mentee(self, enrollment: UUID) -> None:
        """Forget a mentee; their slot is free for another."""
        self.mentees.drop(enrollment)

    def drop_mentor(self, enrollment: UUID) -> None:
        """Forget a mentor; their slot is free for another."""
        slot = self.mentors.rows.get(enrollment)
        if slot is not None:
            self._clear_mentor(slot)
            self.mentors.drop(enrollment)

    def mark(self, mentor: UUID, mentee: UUID, mark: str, *, stands: bool = True) -> None:
        """Write down, or cross out, what stands between two people."""
        value = self._person(mentor) << MARK_BITS | MARKS.index(mark)
        mine = self._person(mentee)
        self.marks.remove(mine, value)
        if stands:
            self.marks.add(mine, value)
        self._know_people()

    def mark_all(self, marks: Iterable[tuple[UUID, UUID, str]]) -> None:
        """Write many down at once, in place of all that stood: (mentor, mentee, mark)."""
        column = _Column()
        for mentor, mentee, mark in marks:
            column.add(self._person(mentee), self._person(mentor) << MARK_BITS | MARKS.index(mark))
        self.marks = column.lists(len(self.people))
        self._know_people()

    def offering(self, words: Iterable[str]) -> NDArray[np.bool_]:
        """(mentor slots) who offers one of these skills, at whatever level."""
        found = np.zeros(self.mentors.room, np.bool_)
        for word in words:
            term = self.words[0].get(word)
            if term is not None:
                found[self.posts.get(term) >> LEVEL_BITS] = True
        return found

    def _clear_mentor(self, slot: int) -> None:
        for value in self.offers.get(slot).tolist():
            self.posts.remove(value >> LEVEL_BITS, slot << LEVEL_BITS | value & 7)
            self.popular.put(value >> LEVEL_BITS, slot, 0)
        for manager in self.above.get(slot).tolist():
            self.under.remove(manager, slot)
        self.offers.put(slot, np.zeros(0, np.uint32))
        self.above.put(slot, np.zeros(0, np.uint32))
        person = self.mentors.person[slot]
        if 0 <= person < len(self.slot_of) and self.slot_of[person] == slot:
            self.slot_of[person] = -1

    def _class(self, side: Side, slot: int, one: Traits) -> None:
        axes = self.axes
        side.person[slot] = self._person(one.person)
        side.places[slot] = one.places if one.takes_part else 0
        side.top[slot] = self.tops.class_of(one.top)
        values: tuple[Hashable, ...] = (
            one.stage,
            self._clock(one.zone),
            (one.site, one.remote),
            one.function,
            one.styles,
            one.languages,
            one.department,
            one.hours,
        )
        side.classes[:, slot] = [axis.class_of(value) for axis, value in zip(axes.values(), values, strict=True)]

    def _person(self, person: UUID) -> int:
        return self.people.setdefault(person, len(self.people))

    def _know_people(self) -> None:
        if len(self.people) > len(self.slot_of):
            more = len(self.people) + len(self.people) // 4 - len(self.slot_of)
            self.slot_of = np.concatenate([self.slot_of, np.full(more, -1, np.int32)])

    def _chain(self, one: Traits, known: dict[int, list[int]]) -> list[int]:
        found = known.get(id(one.chain))
        if found is None:
            found = known[id(one.chain)] = [self._person(above) for above in one.chain]
        return found

    def _term(self, kind: int, word: str) -> int:
        words = self.words[kind]
        term = words.get(word)
        if term is None:
            term = words[word] = self.terms
            self.terms += 1
        return term

    def _claims(self, slot: int, one: Traits) -> list[int]:
        """What a mentee wants, in the order in which shares are split: skills, goals, transitions, interests.

        A goal is two claims, on the skill and on the goal of that word, for a mentor has at most one of the two.
        """
        term = self._term
        skills = sorted(one.skills.items(), key=lambda item: (-item[1], item[0]))
        claims = [term(0, word) << LEVEL_BITS | level for word, level in skills]
        for word in sorted(one.goals):
            claims += (term(0, word) << LEVEL_BITS | 1, term(1, word) << LEVEL_BITS | 1)
        claims += [term(2, word) << LEVEL_BITS | 1 for word in sorted(one.transitions)]
        claims += [term(3, word) << LEVEL_BITS | 1 for word in sorted(one.interests)]
        self.claimed[slot] = len(one.skills), len(one.goals), len(one.transitions), len(one.interests)
        return claims

    def _offers(self, one: Traits) -> list[int]:
        term, skills = self._term, one.skills
        offers = [term(0, word) << LEVEL_BITS | level for word, level in skills.items()]
        offers += [term(1, word) << LEVEL_BITS | 1 for word in one.goals if word not in skills]
        offers += [term(2, word) << LEVEL_BITS | 1 for word in one.transitions]
        offers += [term(3, word) << LEVEL_BITS | 1 for word in one.interests]
        return offers


class _Column:
    """Values beside their owners, on the way to `Lists`."""

    def __init__(self) -> None:
        self.owners, self.values = array("q"), array("q")

    def put(self, owner: int, values: Sequence[int]) -> None:
        self.owners.extend([owner] * len(values))
        self.values.extend(values)

    def add(self, owner: int, value: int) -> None:
        self.owners.append(owner)
        self.values.append(value)

    def lists(self, count: int) -> Lists:
        return Lists.of(_numbers(self.owners), _numbers(self.values).astype(np.uint32), count)


def _numbers(values: Any) -> NDArray[np.int64]:
    return np.frombuffer(values, np.int64) if len(values) else np.zeros(0, np.int64)
