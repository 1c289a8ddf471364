"""A fresh database for each test, cloned from a template that was migrated once."""

import asyncio
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Protocol
from uuid import uuid4

SERVICES = ("profile", "matching", "scheduling", "notification", "portal")


class Server(Protocol):
    """What the databases need of a PostgreSQL server, embedded or in a container."""

    def make_database(self, name: str, *, role: str | None = None, template: str | None = None) -> str:
        """Makes a database owned by a role without further rights and answers its address."""
        ...

    def drop_database(self, name: str) -> None:
        """Drops it, whoever is connected."""
        ...

    def sql(self, *statements: str, database: str = ...) -> str:
        """Runs statements as the superuser."""
        ...


class Databases:
    """`databases("matching")` answers the address of a new database with that service's tables.

    `databases()` is an empty one; `databases("x", migrations=[…])` has the tables of these folders, each a
    lineage of its own, in this order. Two calls give two databases. The role has no rights beyond its own.
    """

    def __init__(self, server: Server, templates: dict[str, str]) -> None:
        """`templates` is shared by all tests of a session: what was migrated once."""
        self._server = server
        self._templates = templates
        self._made: list[str] = []

    def __call__(self, service: str | None = None, *, migrations: Sequence[Path] | None = None) -> str:
        """The address of a new database: postgresql://role:password@host:port/name."""
        if service is None and migrations is None:
            return self._make("empty", None)
        name = service or "unnamed"
        lineages = migrations_of(name) if migrations is None else list(migrations)
        return self._make(name, self._template(name, lineages))

    def drop_all(self) -> None:
        """Drops what this test was given."""
        while self._made:
            self._server.drop_database(self._made.pop())

    def _make(self, kind: str, template: str | None) -> str:
        name = f"test_{_word(kind)}_{uuid4().hex[:12]}"
        self._made.append(name)
        return self._server.make_database(name, role=_word(kind), template=template)

    def _template(self, name: str, lineages: Sequence[Path]) -> str:
        key = "|".join([name, *map(str, lineages)])
        if key not in self._templates:
            template = f"template_{_word(name)}_{uuid4().hex[:12]}"
            _migrate(self._server.make_database(template, role=_word(name)), lineages)
            self._templates[key] = template
        return self._templates[key]


def migrations_of(service: str) -> list[Path]:
    """The folders of migrations that a service's database is made of: the libraries', then its own."""
    packages = ["mentoring.messaging", "mentoring.runtime", f"mentoring.{service}"]
    return [Path(str(files(package))) / "migrations" for package in packages]


def _migrate(url: str, lineages: Sequence[Path]) -> None:
    from mentoring.postgres import Lineage, migrate

    read = [Lineage.read(folder.parent.name, folder) for folder in lineages]
    # In a thread, because the test that asks may be inside an event loop already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(migrate(url, *read))).result()


def _word(text: str) -> str:
    return re.sub(r"[^a-z0-9_]", "_", text.lower())
