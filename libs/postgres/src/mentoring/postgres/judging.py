"""What tests ask of every .sql file: that the database understands it, and that it leaves business time to Python."""

import re
from typing import Final

import asyncpg

from mentoring.postgres.database import Connection
from mentoring.postgres.queries import Queries

_QUOTED_OR_COMMENT: Final = re.compile(r"'(?:''|[^'])*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
_OWN_CLOCK: Final = re.compile(
    r"\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|age)\s*\("
    r"|\b(?:current_timestamp|current_date|current_time|localtime|localtimestamp)\b"
    r"|\bat\s+(?:time\s+zone|local)\b"
    r"|\btimezone\s*\("
    r"|'(?:now|today|tomorrow|yesterday)'",
    re.IGNORECASE,
)


async def faults_of(connection: Connection, found: Queries) -> list[str]:
    """Prepare each query against a migrated database; one sentence for each that it refuses."""
    faults = []
    for query in found:
        try:
            await connection.prepare(query.sql)
        except asyncpg.PostgresError as wrong:
            faults.append(f"{query.name}: {wrong}")
    return faults


def own_clock(sql: str) -> list[str]:
    """Where SQL reads its own clock or zone data: tests and the local run shift business time, but not these."""
    blanked = _QUOTED_OR_COMMENT.sub(lambda found: found[0] if _OWN_CLOCK.fullmatch(found[0]) else " ", sql)
    return [found.group(0) for found in _OWN_CLOCK.finditer(blanked)]
