"""From a door's signature to what FastAPI sees: injected parameters are taken out, the request is put in."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_type_hints

from starlette.requests import Request

REQUEST: Final = "door_request"


@dataclass(frozen=True, slots=True)
class Signature:
    """A door's parameters, parted into what the caller sends and what the runtime gives."""

    wanted: frozenset[str]
    """Names that the runtime gives."""
    visible: inspect.Signature
    """What FastAPI reads, with ``door_request`` added."""
    answer: Any
    """The return annotation."""

    def pick(self, offered: Mapping[str, Any]) -> dict[str, Any]:
        """Of what is offered, what the door asks for."""
        return {name: value for name, value in offered.items() if name in self.wanted}


def bind(door: Callable[..., Any], injected: frozenset[str], refused: frozenset[str]) -> Signature:
    """Part the signature of ``door``.

    Raises:
        TypeError: the door is not async, lacks an annotation, or asks for what doors of its kind are not given.
    """
    if not inspect.iscoroutinefunction(door):
        raise TypeError(f"{door.__qualname__}: a door is an async function")
    hints = get_type_hints(door, include_extras=True)
    signature = inspect.signature(door)
    if missing := [name for name in signature.parameters if name not in hints]:
        raise TypeError(f"{door.__qualname__}: {', '.join(missing)} lacks an annotation")
    if "return" not in hints:
        raise TypeError(f"{door.__qualname__}: say what it returns")
    if strange := sorted(refused & set(signature.parameters)):
        raise TypeError(f"{door.__qualname__}: this kind of door is not given {', '.join(strange)}")
    kept = [
        parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in signature.parameters.items()
        if name not in injected
    ]
    request = inspect.Parameter(REQUEST, inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    return Signature(
        wanted=injected & set(signature.parameters),
        visible=inspect.Signature([*kept, request]),
        answer=hints["return"],
    )
