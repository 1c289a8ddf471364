"""Matching's memory."""

from mentoring.matching.adapters.postgres.people import PostgresDirectory
from mentoring.matching.adapters.postgres.views import PostgresViews
from mentoring.matching.adapters.postgres.work import PostgresWork

__all__ = ["PostgresDirectory", "PostgresViews", "PostgresWork"]
