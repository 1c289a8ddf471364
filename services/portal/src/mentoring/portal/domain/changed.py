"""What an owner says it changed, by which a page can wait for its own write."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Changed:
    """One aggregate at the version that a command brought it to."""

    topic: str
    """The aggregate's: the event topic's name, without ``.state``."""
    key: str
    version: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """The writes that the reader's next page has to show, or else say that they are on their way."""

    changes: tuple[Changed, ...] = ()

    LIMIT = 12
    """As many as fit in a cookie; a publication may change thousands, of which no page shows each."""

    @classmethod
    def of(cls, changes: Iterable[Changed]) -> Self:
        """The first few, the newest of each key."""
        newest: dict[tuple[str, str], Changed] = {}
        for change in changes:
            mark = (change.topic.removesuffix(".state"), change.key)
            if mark not in newest or newest[mark].version < change.version:
                newest[mark] = Changed(*mark, change.version)
        return cls(tuple(newest.values())[: cls.LIMIT])

    @property
    def keys(self) -> frozenset[str]:
        """The ids of what changed."""
        return frozenset(change.key for change in self.changes)
