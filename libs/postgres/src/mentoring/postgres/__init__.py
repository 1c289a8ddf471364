"""Pool, transaction, named queries, migrations."""

from mentoring.postgres.database import Connection, Database, DatabaseAway
from mentoring.postgres.faults import is_transient
from mentoring.postgres.migrations import Lineage, Migration, MigrationRefused, migrate
from mentoring.postgres.queries import Queries, Query, queries

__all__ = [
    "Connection",
    "Database",
    "DatabaseAway",
    "Lineage",
    "Migration",
    "MigrationRefused",
    "Queries",
    "Query",
    "is_transient",
    "migrate",
    "queries",
]
