"""The stand-in held against the real doors of matching: what the portal sends they take, what it is told they say."""

from typing import Any, Final, cast

from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError

from mentoring.matching.entrypoints.http import DOORS
from mentoring.matching.entrypoints.http.edits import edits
from mentoring.matching.entrypoints.http.finding import finding
from mentoring.matching.entrypoints.http.refreshing import refreshing

_NOBODY: Final = cast("Any", None)  # the doors are looked at, never opened
ALL: Final = (*DOORS, finding(_NOBODY), edits(_NOBODY), refreshing(_NOBODY))
ROUTES: Final = [route for doors in ALL for route in doors.router.routes if isinstance(route, APIRoute)]


def sent(method: str, path: str, body: Any) -> str:
    """What is wrong with a command; empty where the door takes it."""
    route = _door(method, path)
    if route is None:
        return f"matching has no door {method} /{path}"
    if route.body_field is None:
        return ""
    try:
        _adapter(route.body_field.field_info.annotation).validate_python(body)
    except ValidationError as wrong:
        return f"{method} /{path} does not take {body}: {wrong}"
    return ""


def told(method: str, path: str, said: Any) -> str:
    """What is wrong with an answer of the stand-in; empty where the door could say it."""
    route = _door(method, path)
    if route is None:
        return f"matching has no door {method} /{path}"
    adapter = _adapter(route.response_model)
    try:
        kept = adapter.validate_python(said)
    except ValidationError as wrong:
        return f"{method} /{path} does not say that: {wrong}"
    known = adapter.dump_python(kept, mode="json")
    return "; ".join(_unknown(said, known, f"{method} /{path}"))


def _unknown(said: Any, known: Any, where: str) -> list[str]:
    """Names that the stand-in made up."""
    if isinstance(said, dict) and isinstance(known, dict):
        made_up = [f"{where} has no {name}" for name in said.keys() - known.keys()]
        return made_up + [one for name in said.keys() & known.keys() for one in _unknown(said[name], known[name], name)]
    if isinstance(said, list) and isinstance(known, list):
        return [one for a, b in zip(said, known, strict=False) for one in _unknown(a, b, where)]
    return []


def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _door(method: str, path: str) -> APIRoute | None:
    return next((one for one in ROUTES if method in (one.methods or ()) and one.path_regex.match(f"/{path}")), None)
