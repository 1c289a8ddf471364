"""How the outbox stands, for operators, readiness and metrics."""

from dataclasses import dataclass
from datetime import timedelta

from mentoring.postgres import Connection, queries


@dataclass(frozen=True, slots=True)
class Standing:
    """What waits to be relayed."""

    rows: int
    """Counted up to 10,000, estimated beyond."""
    age: timedelta
    """Of the oldest row; zero when nothing waits."""
    refused: int
    """Rows that the broker refuses for good; what follows under their keys waits behind them."""


async def standing(connection: Connection) -> Standing:
    """Look without counting a long table: three short index reads."""
    row = await queries("mentoring.messaging.outbox").outbox_standing(connection)
    return Standing(row["rows"], row["age"] or timedelta(0), row["refused"])
