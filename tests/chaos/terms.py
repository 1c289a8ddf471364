"""Times short enough for a test: the same code, the same order of times among each other as in production."""

from datetime import timedelta

from mentoring.messaging import relay, worker

ANSWER = timedelta(seconds=1.5)
"""How long an answer of the broker is waited for; outages are longer."""
RELAY = relay.Terms(
    lease=timedelta(seconds=2),
    renew=timedelta(seconds=0.4),
    send_life=timedelta(seconds=1.5),
    stop=timedelta(seconds=2),
)
WORKER = worker.Terms(session=timedelta(seconds=6), rebalance=timedelta(seconds=6), graceful=timedelta(seconds=3))


def lease_of(role: str) -> float:
    """Seconds after which a frozen role has lost what it held: its shards, its partitions, its transactions."""
    if "relay" in role:
        return (RELAY.lease + RELAY.send_life).total_seconds() + 0.5
    return WORKER.session.total_seconds() + 1 if "worker" in role else 2.5
