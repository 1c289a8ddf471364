"""Who should look again, and at which part of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """A hint for open pages, never the news itself: the page asks for its part again."""

    audience: str
    """``person:<id>``, ``program:<id>`` (whoever may see it) or ``role:<name>``."""
    part: str
    """What of the page: proposals, mentorships, sessions, check-ins, inbox, program, progress, runs, imports …"""


def persons(people: Iterable[UUID], *parts: str) -> set[Notice]:
    """For these people's own pages."""
    chosen = list(people)
    return {Notice(f"person:{person}", part) for person in chosen for part in parts}


def programs(ids: Iterable[UUID], *parts: str) -> set[Notice]:
    """For the pages of those who run these programs."""
    chosen = list(ids)
    return {Notice(f"program:{program}", part) for program in chosen for part in parts}


def holders(role: str, *parts: str) -> set[Notice]:
    """For everybody who has the role."""
    return {Notice(f"role:{role}", part) for part in parts}
