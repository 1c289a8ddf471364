"""People as the engine keeps them."""

import json
from collections.abc import Mapping
from typing import Any

from mentoring.matching.domain.finding.portrait import Portrait

_SAID: dict[str, Any] = {
    "interests": [],
    "languages": [],
    "goals": [],
    "transitions_lived": [],
    "transitions_sought": [],
    "styles": [],
    "meets": "either",
    "zone": None,
    "capacity": 1,
}


def a_portrait(
    offers: Mapping[str, int] | None = None, wants: Mapping[str, int] | None = None, locale: str = "en", **said: Any
) -> Portrait:
    """In Berlin, in the middle of a career, unless told otherwise."""
    named = ("stage", "site", "department", "function", "zone")
    about: dict[str, Any] = {"zone": "Europe/Berlin", "stage": "mid"}
    about |= {name: said.pop(name) for name in named if name in said}
    told = _SAID | {"skills_offered": dict(offers or {}), "skills_wanted": dict(wants or {})} | said
    return Portrait(
        status="active", locale=locale, said=json.dumps(told), **{"zone": "Europe/Berlin", "stage": "mid"} | about
    )
