"""Profile's memory: rows to nouns and back."""

from mentoring.profile.adapters.postgres.views import PostgresDirectory, PostgresViews
from mentoring.profile.adapters.postgres.work import PostgresWork

__all__ = ["PostgresDirectory", "PostgresViews", "PostgresWork"]
