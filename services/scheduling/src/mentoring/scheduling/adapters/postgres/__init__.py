"""What scheduling remembers, in PostgreSQL."""

from mentoring.scheduling.adapters.postgres.directory import PostgresDirectory
from mentoring.scheduling.adapters.postgres.views import PostgresViews
from mentoring.scheduling.adapters.postgres.work import PostgresWork

__all__ = ["PostgresDirectory", "PostgresViews", "PostgresWork"]
