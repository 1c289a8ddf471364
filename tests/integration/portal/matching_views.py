"""What matching's views answer on the stage, in the shape of the real ones."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.integration.portal import world
from tests.integration.portal.said import BOND, CARDS, EXPLANATION, HEALTH, OUTCOMES, PAIRS, WHY_NOT
from tests.integration.portal.world import NOW, RUN

LOOKS: list[tuple[re.Pattern[str], Callable[..., Any]]] = []


def look(path: str, query: dict[str, str]) -> Any:
    """What a view answers; None where there is nothing."""
    for pattern, door in LOOKS:
        if found := pattern.fullmatch(path):
            return door(*found.groups(), query)
    return None


def _looks(path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(door: Callable[..., Any]) -> Callable[..., Any]:
        LOOKS.append((re.compile(path.replace("*", "([^/]+)")), door))
        return door

    return register


@_looks("proposals/*")
def _proposal(one: str, _query: dict[str, str]) -> Any:
    message = "You have built what I am to build." if one == str(world.REQUEST) else None
    shown = world.proposal(UUID(one)).model_dump(mode="json")
    return {"side": "mentee", "proposal": shown, "explanation": EXPLANATION, "message": message}


@_looks("programs/*/recommendations")
def _best(_one: str, _query: dict[str, str]) -> Any:
    return CARDS


@_looks("programs/*/search")
def _search(_one: str, query: dict[str, str]) -> Any:
    """Ana knows all; with `all`, Hal too, whom a rule keeps apart; nobody plays the zither."""
    if query.get("text") == "zither":
        return {"items": [], "next": None}
    return {"items": [CARDS[0], WHY_NOT] if query.get("all") == "true" else CARDS[:1], "next": None}


@_looks("programs/*/explanations/*/*")
def _why(_one: str, mentor: str, _mentee: str, _query: dict[str, str]) -> Any:
    card = WHY_NOT if mentor == str(world.HAL) else CARDS[0]
    standing = {"away": None, "free_places": 2, "capacity": 3, "rank": 1, "of": 14}
    shown = {**EXPLANATION, "points": card["points"], "broken": card["broken"], "admissible": not card["broken"]}
    both = {"mentor": standing, "mentee": {**standing, "free_places": 1}}
    return {**shown, **both, "overlap_minutes": card["overlap_minutes"]}


@_looks("mentorships/*")
def _mentorship(_one: str, _query: dict[str, str]) -> Any:
    state = world.mentorship().model_dump(mode="json")
    return {**state, "side": "mentee", "health_says": [], **BOND}


@_looks("introductions/*")
def _introduction(one: str, _query: dict[str, str]) -> Any:
    state = world.introduction(UUID(one)).model_dump(mode="json")
    return {**state, "side": "introduced", "message": "She has done what you are about to do."}


@_looks("bookmarks")
def _kept(_query: dict[str, str]) -> Any:
    return {"items": [{"person": str(world.CHI), "added_at": NOW.isoformat()}]}


@_looks("runs/*/progress")
def _progress(one: str, _query: dict[str, str]) -> Any:
    at_work = {"phase": "solving", "done": 4, "of": 7} if one != str(RUN) else {"phase": None, "done": 0, "of": 0}
    return {"state": "started", **at_work, "at": None, "proposals": None, "passed_over": {}}


@_looks("runs/*/edits")
def _edits(one: str, _query: dict[str, str]) -> Any:
    if one != str(RUN):
        return []
    made = {"edit": "pin", "mentor": str(world.ANA), "mentee": str(world.BEN), "why": "They asked for each other."}
    moved: dict[str, Any] = {"gained": [], "lost": [], "broken": [], "instead": None}
    return [{**made, **moved, "number": 1, "points": -3, "by": str(world.EVE), "at": NOW.isoformat()}]


@_looks("programs/*/exclusions")
def _excluded(_one: str, _query: dict[str, str]) -> Any:
    return {"pairs": [{"mentor": str(world.ANA), "mentee": str(world.HAL)}]}


@_looks("programs/*/required-pairs")
def _required(_one: str, _query: dict[str, str]) -> Any:
    return {"pairs": []}


@_looks("programs/*/health")
def _health(_one: str, _query: dict[str, str]) -> Any:
    return HEALTH


@_looks("programs/*/outcomes")
def _outcomes(_one: str, _query: dict[str, str]) -> Any:
    return OUTCOMES


@_looks("runs/*/pairs")
def _pairs(_one: str, _query: dict[str, str]) -> Any:
    return {"items": PAIRS, "next": None}


@_looks("runs/*/unmatched")
def _unmatched(_one: str, _query: dict[str, str]) -> Any:
    because = "No mentor with a free place shares a language."
    alone = {"person": str(world.HAL), "place": "mentee", "reason": "shared-language", "because": because, "facts": {}}
    return {"items": [alone], "next": None}
