"""The times that relays of one database keep towards each other, and how they read."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

_CLOCK: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


@dataclass(frozen=True, slots=True)
class Terms:
    """The same for all relays of a database. A takeover after a kill takes ``lease`` and ``send_life`` at most."""

    lease: timedelta = timedelta(seconds=6)
    """For how long a relay may hand rows over without having renewed."""
    renew: timedelta = timedelta(seconds=1.2)
    send_life: timedelta = timedelta(seconds=10)
    """For how long after the lease's end something handed over before may still arrive at the broker; at least as long
    as one answer of the broker is waited for.
    """
    settle: timedelta = timedelta(seconds=0.25)
    """Between the first answer of every broker and the first batch for shards that another relay had."""
    idle: timedelta = timedelta(seconds=0.25)
    """Polls are this far apart when nothing comes and no hint either."""
    pace: timedelta = timedelta(milliseconds=8)
    """Between two reads at least: a steady load leaves in fewer, fuller batches, and what follows a silence at once."""
    rows: int = 5000
    """Read at once."""
    patience: timedelta = timedelta(seconds=0.2)
    """How long the other partitions wait for the slowest one before they go on without it."""
    stop: timedelta = timedelta(seconds=5)
    """How long a stop waits for what is in flight."""
    refused_again: timedelta = timedelta(seconds=60)
    """When a row that the broker refused for good is tried again."""


def elapsed() -> float:
    """Seconds on a clock that no one sets, and that goes on while the process is frozen or the machine asleep."""
    return time.clock_gettime(_CLOCK)
