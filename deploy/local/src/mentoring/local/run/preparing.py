"""What databases and broker need before services start: tables and topics."""

import asyncio
from typing import TYPE_CHECKING

from mentoring.local.failed import PartFailed
from mentoring.local.run import services

if TYPE_CHECKING:
    from mentoring.local.run.suite import Suite


async def apply_migrations(suite: "Suite") -> str:
    """Brings every database to its service's version; answers what was done, in words."""
    from mentoring.postgres import MigrationRefused, migrate

    async def one(service: str) -> int:
        lineages = ("mentoring.messaging", "mentoring.runtime", f"mentoring.{service}")
        try:
            return len(await migrate(suite.postgres.url(service, service), *lineages))
        except MigrationRefused as refused:
            words = f"The database of {service}: {refused}\nIf the data may go: make clean, then make run."
            raise PartFailed(words) from refused

    done = sum(await asyncio.gather(*map(one, services.SERVICES)))
    return f"{done} applied" if done else "up to date"


async def apply_topics(suite: "Suite") -> str:
    """Makes the broker agree with the registry; answers what was done, in words."""
    from mentoring.messaging import Kafka
    from mentoring.messaging.topics import apply

    rows = await apply(Kafka(suite.kafka, suite.topic_prefix, local=True, client="mentoring-local"))
    wrong = [f"{row.topic}: {row.detail}" for row in rows if not row.agrees]
    if wrong:
        raise PartFailed("\n  ".join([f"The broker {suite.kafka} does not fit:", *wrong]))
    made = sum(row.state == "created" for row in rows)
    return f"{made} made" if made else "as registered"
