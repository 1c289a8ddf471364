"""Long work tells how far it is, can be stopped between its steps, and knows what took how long."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

Progress = Callable[[str, int, int], None]
"""Told the phase, how many steps are done, and of how many (0: unknown)."""


class Stopped(Exception):  # noqa: N818 - says what happened
    """Whoever asked for the work does not want it any more."""


def _silent(_phase: str, _done: int, _of: int) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(slots=True)
class Watch:
    """``seconds`` by phase, in the order in which they began. Nothing is decided by them."""

    progress: Progress = _silent
    cancelled: Callable[[], bool] = _never
    seconds: dict[str, float] = field(default_factory=dict)
    _phase: str | None = None
    _since: float = 0.0

    def enter(self, phase: str, done: int = 0, of: int = 0) -> None:
        """The next step.

        Raises:
            Stopped: it is not wanted any more.
        """
        self.leave()
        if self.cancelled():
            raise Stopped(phase)
        self.progress(phase, done, of)
        self._phase, self._since = phase, perf_counter()

    def leave(self) -> None:
        """The step is over."""
        if self._phase is not None:
            spent = perf_counter() - self._since
            self.seconds[self._phase] = self.seconds.get(self._phase, 0.0) + spent
        self._phase = None
