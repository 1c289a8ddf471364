"""Career stages, derived from the HR system's job levels."""

from typing import Final, Literal

CareerStage = Literal["early", "mid", "senior", "lead", "executive"]

HIGHEST_LEVEL: Final = 20
_UP_TO: Final[tuple[tuple[int, CareerStage], ...]] = (
    (4, "early"),
    (8, "mid"),
    (12, "senior"),
    (16, "lead"),
    (HIGHEST_LEVEL, "executive"),
)


def career_stage(job_level: int | None) -> CareerStage | None:
    """The stage of a level from 1 to 20, four levels to a stage; none where HR tells no level."""
    if job_level is None:
        return None
    return next(stage for highest, stage in _UP_TO if job_level <= highest)
