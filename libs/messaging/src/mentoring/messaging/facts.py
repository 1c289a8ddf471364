"""What a service reads: one declaration per consumer, made in the service's ``entrypoints/events.py``.

A consumer has one permanent name (its Kafka group and its mark in the inbox) and one topic, both registered in
`mentoring.contracts.CONSUMERS`. Nothing happens at declaration; the worker and the replay run what is declared here.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar, overload
from uuid import UUID

from mentoring.contracts import Event, State

S = TypeVar("S", bound=State)
E = TypeVar("E", bound=Event)
W = TypeVar("W")
"""The service's own Work."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message's envelope says about the fact in it."""

    id: str
    """The event's id; the same at every redelivery."""
    at: datetime
    """When it became true, aware."""
    version: int
    """Of the aggregate that the key names."""
    key: str
    correlation: str | None = None
    actor: str | None = None
    """Who caused it: a person's id or a machine's name."""


Keep = Callable[[Sequence[S], W], Awaitable[None]]
Forget = Callable[[Sequence[UUID], W], Awaitable[None]]
React = Callable[[E, W], Awaitable[None]]
ReactFactFirst = Callable[[E, Told, W], Awaitable[None]]
ReactToldLast = Callable[[E, W, Told], Awaitable[None]]


class Projection(Generic[S]):
    """Keeps a copy of a state topic: the newest snapshot per key, from the earliest offset on, always in batches."""

    kind: Literal["projection"] = "projection"

    def __init__(self, name: str, state: type[S]) -> None:
        self.name = name
        self.state = state
        self.topic = state.topic
        self.keeping: Keep[S, Any] | None = None
        self.forgetting: Forget[Any] | None = None

    def keep(self, function: Keep[S, W]) -> Keep[S, W]:
        """Decorate the function that stores snapshots: one per key, each newer than what is kept.

        It runs once per transaction and may be called with one snapshot; it should write them in one statement.
        """
        self.keeping = _once(self.keeping, function, f"{self.name}: keep")
        return function

    def forget(self, function: Forget[W]) -> Forget[W]:
        """Decorate the function that deletes what tombstones name; it runs after ``keep``, with keys once each."""
        self.forgetting = _once(self.forgetting, function, f"{self.name}: forget")
        return function

    def check(self) -> None:
        """Say what is missing."""
        if self.keeping is None or self.forgetting is None:
            missing = "keep" if self.keeping is None else "forget"
            raise TypeError(f"the projection {self.name} has no {missing} function")


@dataclass(frozen=True, slots=True)
class Handler:
    """A function for one type of event."""

    event: type[Event]
    function: Callable[..., Awaitable[None]]
    told: Literal["absent", "second", "last"]

    async def __call__(self, fact: Event, told: Told, work: Any) -> None:
        """Call the function with what it asks for."""
        if self.told == "absent":
            await self.function(fact, work)
        elif self.told == "second":
            await self.function(fact, told, work)
        else:
            await self.function(fact, work, told)


class On(Generic[E]):
    """Registers the function for one type of event of a reaction."""

    def __init__(self, reaction: "Reaction", event: type[E]) -> None:
        self._reaction = reaction
        self._event = event

    @overload
    def __call__(self, function: React[E, W]) -> React[E, W]: ...
    @overload  # a function whose second and third parameters are both Told does not occur
    def __call__(self, function: ReactFactFirst[E, W]) -> ReactFactFirst[E, W]: ...  # type: ignore[overload-overlap]
    @overload
    def __call__(self, function: ReactToldLast[E, W]) -> ReactToldLast[E, W]: ...
    def __call__(self, function: Any) -> Any:
        """Register ``function(fact, work)``; it may take the envelope as a parameter named ``told``."""
        names = list(inspect.signature(function).parameters)
        told: Literal["absent", "second", "last"] = "absent"
        if "told" in names:
            told = "second" if names.index("told") == 1 else "last"
        self._reaction.add(Handler(self._event, function, told))
        return function


class Reaction:
    """Acts on an event topic, one message per transaction, in order per key.

    ``forget_after`` is the age past which a fact is marked and skipped, so that a new or renamed consumer never acts
    on last year's news; with None it reads all of history and is an *event projection*.
    """

    def __init__(self, name: str, topic: str, forget_after: timedelta | None) -> None:
        self.name = name
        self.topic = topic
        self.forget_after = forget_after
        self._handlers: dict[str, Handler] = {}

    @property
    def kind(self) -> Literal["projection", "reaction"]:
        """What the registry calls it."""
        return "projection" if self.forget_after is None else "reaction"

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """The functions by CloudEvents type."""
        return MappingProxyType(self._handlers)

    def __call__(self, event: type[E]) -> On[E]:
        """Decorate the function for ``event``; types without a function are skipped and counted."""
        if event.topic != self.topic:
            raise TypeError(f"{self.name} reads {self.topic}; {event.__name__} is told on {event.topic}")
        return On(self, event)

    def add(self, handler: Handler) -> None:
        """One function per type."""
        if handler.event.ce_type in self._handlers:
            raise TypeError(f"{self.name} has two functions for {handler.event.__name__}")
        self._handlers[handler.event.ce_type] = handler

    def check(self) -> None:
        """Say what is missing."""
        if not self._handlers:
            raise TypeError(f"the reaction {self.name} has no function")


AnyConsumer = Projection[Any] | Reaction


class Facts:
    """All that one service reads."""

    def __init__(self, service: str) -> None:
        self.service = service
        self._consumers: dict[str, AnyConsumer] = {}

    @property
    def consumers(self) -> Mapping[str, AnyConsumer]:
        """The consumers by name."""
        return MappingProxyType(self._consumers)

    def projection(self, name: str, state: type[S]) -> Projection[S]:
        """Declare a copy of a state topic."""
        return self._add(Projection(name, state))

    def reaction(self, name: str, topic: str, *, forget_after: timedelta | None) -> Reaction:
        """Declare a reader of an event topic; ``forget_after=None`` reads all of history."""
        return self._add(Reaction(name, topic, forget_after))

    def check(self) -> None:
        """Say which consumer lacks a function.

        Raises:
            TypeError: names the consumer and what it lacks.
        """
        for consumer in self._consumers.values():
            consumer.check()

    def _add(self, consumer: "C") -> "C":
        if not consumer.name.startswith(f"{self.service}."):
            raise TypeError(f"{consumer.name} is no name for a consumer of {self.service}")
        if consumer.name in self._consumers:
            raise TypeError(f"{consumer.name} is declared twice")
        self._consumers[consumer.name] = consumer
        return consumer


C = TypeVar("C", Projection[Any], Reaction)
F = TypeVar("F")


def _once(before: F | None, function: F, what: str) -> F:
    if before is not None:
        raise TypeError(f"{what} is declared twice")
    return function
