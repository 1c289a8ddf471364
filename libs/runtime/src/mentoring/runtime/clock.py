"""What falls due: steps (one transaction each) and jobs (which open their own), from ``entrypoints/clock.py``."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, TypeVar

F = TypeVar("F", bound=Callable[..., Awaitable[int | None]])


@dataclass(frozen=True, slots=True)
class Tick:
    """A function that the clock calls again and again."""

    name: str
    every: timedelta
    kind: Literal["step", "job"]
    function: Callable[[Any], Awaitable[int | None]]


class Clock:
    """All that falls due in a service. Several copies of a clock may run: what is due is claimed in the database."""

    def __init__(self, service: str = "") -> None:
        self.service = service
        self.ticks: list[Tick] = []

    def step(self, *, every: timedelta) -> Callable[[F], F]:
        """Call ``function(work)`` in one transaction, every so often, and again at once while it says that it did some.

        It claims what is due ``FOR UPDATE SKIP LOCKED`` in small numbers and returns how many it did.
        """
        return self._register("step", every)

    def job(self, *, every: timedelta) -> Callable[[F], F]:
        """Call ``function(works)``, which opens its own units of work: for mail, for solvers."""
        return self._register("job", every)

    def _register(self, kind: Literal["step", "job"], every: timedelta) -> Callable[[F], F]:
        if every <= timedelta(0):
            raise ValueError("a clock needs a pause between its turns")

        def register(function: F) -> F:
            name = function.__name__.replace("_", "-")
            if any(tick.name == name for tick in self.ticks):
                raise ValueError(f"the clock has {name} twice")
            self.ticks.append(Tick(name, every, kind, function))
            return function

        return register
