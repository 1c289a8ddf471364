"""What a unit of work belongs to: carried through HTTP, the outbox, Kafka and back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final, TypedDict, Unpack
from uuid import uuid4

_CORRELATION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")


@dataclass(frozen=True, slots=True)
class Context:
    """Who and what caused the work at hand. All fields are text as it stands in headers."""

    correlation_id: str | None = None
    """One for all that follows from one act, over all services."""
    causation_id: str | None = None
    """The id of the message that caused this work; none at the start of a chain."""
    actor: str | None = None
    """A person's id or a machine's name."""
    traceparent: str | None = None
    """W3C trace context of the span at hand."""


class Fields(TypedDict, total=False):
    """What `bound` may change."""

    correlation_id: str | None
    causation_id: str | None
    actor: str | None
    traceparent: str | None


_nothing: Final = Context()
_current: ContextVar[Context] = ContextVar("mentoring_context")


def current() -> Context:
    """The context of the work at hand; an empty one outside any work."""
    return _current.get(_nothing)


@contextmanager
def bound(context: Context | None = None, /, **fields: Unpack[Fields]) -> Iterator[Context]:
    """Work within ``context`` (by default the one at hand), with ``fields`` changed, until the block ends."""
    chosen = replace(current() if context is None else context, **fields)
    token = _current.set(chosen)
    try:
        yield chosen
    finally:
        _current.reset(token)


def new_correlation_id() -> str:
    """A correlation id for a chain that starts here."""
    return str(uuid4())


def accepted_correlation_id(given: str | None) -> str:
    """The caller's id where it is short and harmless in a log or a header, else a new one."""
    if given is not None and _CORRELATION.fullmatch(given):
        return given
    return new_correlation_id()
