"""SQL lives in .sql files, one purpose line per query; aiosql reads them, asyncpg runs them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import aiosql
from aiosql.adapters.asyncpg import AsyncPGAdapter
from aiosql.types import SQLOperationType

from mentoring.postgres.database import Connection

_ROWS: Final = SQLOperationType.SELECT
_ROW: Final = SQLOperationType.SELECT_ONE
_VALUE: Final = SQLOperationType.SELECT_VALUE
_CHANGE: Final = SQLOperationType.INSERT_UPDATE_DELETE
_CHANGES: Final = SQLOperationType.INSERT_UPDATE_DELETE_MANY


@dataclass(frozen=True, slots=True)
class Query:
    """One statement. Await it with a connection and its named parameters.

    The mark behind its name tells what comes back: none: a list of records; ``^``: a record or None; ``$``: a value;
    ``!``: the number of rows changed; ``*!``: nothing, and one argument ``rows``, a mapping of parameters for each.
    """

    name: str
    purpose: str
    sql: str
    parameters: tuple[str, ...]
    operation: SQLOperationType

    async def __call__(self, connection: Connection, /, **values: Any) -> Any:
        """Run it once."""
        if self.operation is _CHANGES:
            rows: Iterable[Mapping[str, Any]] = values["rows"]
            return await connection.executemany(self.sql, [self._ordered(row) for row in rows])
        arguments = self._ordered(values)
        if self.operation is _ROWS:
            return await connection.fetch(self.sql, *arguments)
        if self.operation is _ROW:
            return await connection.fetchrow(self.sql, *arguments)
        if self.operation is _VALUE:
            return await connection.fetchval(self.sql, *arguments)
        status = await connection.execute(self.sql, *arguments)
        last = status.rpartition(" ")[2]
        return int(last) if last.isdigit() else 0

    def _ordered(self, values: Mapping[str, Any]) -> list[Any]:
        if len(values) != len(self.parameters):
            raise TypeError(f"{self.name} takes {self.parameters}, not {tuple(values)}")
        return [values[name] for name in self.parameters]


class Queries:
    """The queries of one file, each an attribute: ``await queries.hold_proposal(connection, id=…)``."""

    def __init__(self, found: Mapping[str, Query]) -> None:
        self._found = found

    def __getattr__(self, name: str) -> Query:
        try:
            return self._found[name]
        except KeyError:
            raise AttributeError(f"no query is named «{name}»") from None

    def __iter__(self) -> Iterator[Query]:
        return iter(self._found.values())


def read_queries(path: Path) -> Queries:
    """The queries in a file.

    Raises:
        ValueError: a query has no purpose line, or its mark promises what this house does not use.
    """
    adapter = AsyncPGAdapter()  # type: ignore[no-untyped-call]
    loaded = aiosql.from_path(path, lambda: adapter, mandatory_parameters=False)
    found: dict[str, Query] = {}
    for name in loaded.available_queries:
        if name.endswith("_cursor") and name.removesuffix("_cursor") in loaded.available_queries:
            continue  # aiosql adds one to each; a cursor is not how we read
        function = getattr(loaded, name)
        purpose = (function.__doc__ or "").strip()
        if not purpose:
            raise ValueError(f"{path.name}: «{name}» has no purpose line")
        if function.operation not in {_ROWS, _ROW, _VALUE, _CHANGE, _CHANGES}:
            raise ValueError(f"{path.name}: the mark behind «{name}» is none of nothing, ^, $, !, *!")
        found[name] = Query(name, purpose, function.sql, tuple(adapter.var_sorted[name]), function.operation)
    return Queries(found)


@cache
def queries(package: str, file: str = "queries.sql") -> Queries:
    """The queries of ``file`` in ``package``; read once per process."""
    with as_file(files(package) / file) as path:
        return read_queries(path)
