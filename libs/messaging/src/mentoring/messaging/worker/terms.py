"""The times and sizes that a worker keeps to."""

from dataclasses import dataclass, field
from datetime import timedelta

from mentoring.messaging.inbox.faults import Patience
from mentoring.messaging.purging import KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a worker reads; the defaults suit production and the local run."""

    session: timedelta = timedelta(seconds=10)
    """After so long without a heartbeat a worker is dead and its partitions go to others."""
    longest_handler: timedelta = timedelta(minutes=5)
    """A handler that takes longer loses its partitions; waiting for the database does not count."""
    rebalance: timedelta = timedelta(seconds=30)
    """How long members have to join again when partitions are dealt anew."""
    graceful: timedelta = timedelta(seconds=15)
    """How long a stop waits for handlers at work."""
    commit_every: timedelta = timedelta(milliseconds=200)
    """Offsets of finished records; what a crash leaves uncommitted comes again and is dropped."""
    status_every: timedelta = timedelta(seconds=2)
    release_every: timedelta = timedelta(minutes=1)
    """How often to look for letters that an interrupted act left behind."""
    purge_every: timedelta = timedelta(hours=1)
    kept: timedelta = KEPT
    """How long marks and closed letters stay."""
    batch: int = 500
    """Records in one transaction of a projection."""
    ordinal: str | None = None
    """A stable name of this instance, where it has one: then the group keeps its partitions over a restart."""
    patience: Patience = field(default_factory=Patience)
