"""Imports and their row reports."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

import asyncpg

from mentoring.postgres import Connection, queries
from mentoring.profile.domain.errors import ImportRunning
from mentoring.profile.domain.hr_import import Counts, HrFile, Import, Order
from mentoring.profile.domain.hr_row import Remark

_SQL: Final = queries("mentoring.profile.adapters.postgres")
_REMARK: Final = ("import_id", "place", "line", "column_name", "kind", "what", "mend")


def an_import(row: Any) -> Import:
    """The import in a row."""
    return Import(
        id=row["id"],
        file=HrFile(row["sha256"], row["size"]),
        order=Order(row["dry_run"], row["allow_leavers"]),
        by=row["by"],
        received_at=row["received_at"],
        correlation=row["correlation"],
        state=row["state"],
        reason=row["reason"],
        rows=row["rows"],
        expected=Counts(**row["expected"]),
        counts=Counts(**row["counts"]),
        pending=row["pending"],
        applied=row["applied"],
        finished_at=row["finished_at"],
    )


def _progress(one: Import) -> dict[str, Any]:
    return {
        "id": one.id,
        "state": one.state,
        "reason": one.reason,
        "rows": one.rows,
        "expected": asdict(one.expected),
        "counts": asdict(one.counts),
        "pending": one.pending,
        "applied": one.applied,
        "finished_at": one.finished_at,
    }


class Imports:
    """One import at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def claim(self) -> None:
        """The people's reporting lines are ours alone until the work ends, and no import is running."""
        try:
            await _SQL.claim_lines(self._connection)
        except asyncpg.LockNotAvailableError:
            raise ImportRunning from None
        if await _SQL.import_applying(self._connection) is not None:
            raise ImportRunning

    async def add(self, one: Import) -> None:
        """Store a new one."""
        await _SQL.add_import(
            self._connection,
            sha256=one.file.sha256,
            size=one.file.size,
            dry_run=one.order.dry_run,
            allow_leavers=one.order.allow_leavers,
            by=one.by,
            received_at=one.received_at,
            correlation=one.correlation,
            **_progress(one),
        )

    async def save(self, one: Import) -> None:
        """Store its progress."""
        await _SQL.save_import(self._connection, **_progress(one))

    async def hold_applying(self) -> Import | None:
        """The import that is being applied, held; None where there is none or another process has it."""
        row = await _SQL.hold_applying(self._connection)
        return None if row is None else an_import(row)

    async def report(self, one: UUID, remarks: Sequence[Remark], first: int) -> None:
        """Keep remarks; ``first`` is the place of the first of them in the report."""
        records = [
            (one, place, remark.line, remark.where, remark.kind, remark.what, remark.mend)
            for place, remark in enumerate(remarks, start=first)
        ]
        await self._connection.copy_records_to_table("import_remarks", columns=_REMARK, records=records)
