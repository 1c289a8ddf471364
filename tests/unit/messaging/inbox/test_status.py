"""How a consumer's partitions add up for operators."""

from datetime import UTC, datetime, timedelta

from mentoring.messaging.status import PartitionStatus, _summed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECONDS = timedelta(seconds=1)


def partition(number: int, *, waits: int, lag: float, seen: int, worker: str = "a") -> PartitionStatus:
    return PartitionStatus(
        consumer="matching.people",
        partition=number,
        worker=worker,
        position=10,
        highwater=10 + waits,
        committed=10,
        lag_seconds=lag,
        assigned_at=NOW - 60 * SECONDS,
        polled_at=NOW - seen * SECONDS,
        seen_at=NOW - seen * SECONDS,
    )


def test_lag_is_summed_in_records_and_the_oldest_counts_in_seconds() -> None:
    several = [
        partition(0, waits=3, lag=2.0, seen=1),
        partition(1, waits=4, lag=7.0, seen=2, worker="b"),
        partition(2, waits=0, lag=0.0, seen=1),
    ]

    whole = _summed("matching.people", "profile.people.state", several, NOW, 15 * SECONDS)

    assert (7, 7.0, 3, 2, 2 * SECONDS) == (
        whole.lag,
        whole.lag_seconds,
        whole.assigned,
        whole.workers,
        whole.polled_before,
    )
    assert whole.reading


def test_a_partition_that_nobody_holds_gets_older() -> None:
    whole = _summed(
        "matching.people", "profile.people.state", [partition(0, waits=3, lag=2.0, seen=100)], NOW, 15 * SECONDS
    )

    assert (3, 102.0, 0, None) == (whole.lag, whole.lag_seconds, whole.assigned, whole.polled_before)
    assert not whole.reading


def test_a_consumer_that_was_never_read_is_there_with_zeros() -> None:
    whole = _summed("matching.people", "profile.people.state", [], NOW, 15 * SECONDS)

    assert (0, 0.0, 0, 0) == (whole.lag, whole.lag_seconds, whole.assigned, whole.workers)
