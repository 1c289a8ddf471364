"""Profile's settings."""

from pathlib import Path

from pydantic import field_validator

from mentoring.profile.adapters.hr_files.columns import Columns
from mentoring.runtime import Settings as Shared


class Settings(Shared):
    """What profile needs beside what every service needs."""

    hr_columns: Path | None = None
    """A TOML or JSON file that says which column of the HR file is what; by default columns are named as the fields."""

    @field_validator("hr_columns")
    @classmethod
    def _makes_sense(cls, path: Path | None) -> Path | None:
        if path is not None:
            Columns.read(path)
        return path

    @property
    def columns(self) -> Columns:
        """How the company's files look."""
        return Columns() if self.hr_columns is None else Columns.read(self.hr_columns)
