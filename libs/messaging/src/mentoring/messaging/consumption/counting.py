"""What became of each record, for metrics and logs."""

from typing import Literal

from mentoring.telemetry import metrics

Outcome = Literal["done", "duplicate", "stale", "skipped", "forgotten", "parked", "dead"]


class Counting:
    """Counts for one consumer."""

    def __init__(self, consumer: str) -> None:
        self._counters = {
            "done": metrics.HANDLED.labels(consumer),
            "duplicate": metrics.DUPLICATES.labels(consumer),
            "stale": metrics.STALE.labels(consumer),
            "skipped": metrics.SKIPPED.labels(consumer),
            "forgotten": metrics.FORGOTTEN.labels(consumer),
        }
        self._seconds = {
            outcome: metrics.HANDLER_SECONDS.labels(consumer, outcome)
            for outcome in ("done", "duplicate", "dead", "failed")
        }

    def count(self, outcome: Outcome, number: int = 1) -> None:
        """So many records ended so; letters are counted where they are put."""
        counter = self._counters.get(outcome)
        if counter is not None and number:
            counter.inc(number)

    def took(self, outcome: str, seconds: float) -> None:
        """One transaction took so long."""
        timer = self._seconds.get(outcome)
        if timer is not None:
            timer.observe(seconds)
