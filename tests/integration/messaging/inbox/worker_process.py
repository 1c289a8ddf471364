"""A worker in a process of its own, to be killed and frozen: ``python -m …worker_process URL BOOTSTRAP PREFIX``."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta

from mentoring.messaging import Kafka, Units
from mentoring.messaging.worker import Worker
from mentoring.postgres import Database
from tests.integration.messaging.inbox.desk import TERMS
from tests.integration.messaging.inbox.reading import ReadingWork, make_facts


async def main(url: str, bootstrap: str, prefix: str) -> None:
    async with Database.open(url, max_size=6, abandoned_after=timedelta(seconds=4)) as database:
        units = Units(database, ReadingWork, lambda: datetime.now(UTC))
        await Worker(make_facts(), units, Kafka(bootstrap, prefix=prefix, local=True), TERMS).run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
