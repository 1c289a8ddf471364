"""A step in somebody's time at the company."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Kind = Literal["joined", "moved", "left", "rehired"]


@dataclass(frozen=True, slots=True)
class Step:
    """What changed, and where the person stands since; ``event`` is the id of the fact that told it."""

    event: str
    person: UUID
    at: datetime
    kind: Kind
    department: str | None = None
    site: str | None = None
    job_level: int | None = None
