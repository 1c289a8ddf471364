"""Career stages, derived from the HR system's job levels."""

from typing import Final, Literal

CareerStage = Literal["early", "mid", "senior", "lead", "executive"]

HIGHEST_LEVEL: Final = 20
_STAGES: Final[tuple[CareerStage, ...]] = ("early", "mid", "senior", "lead", "executive")
_LEVELS_EACH: Final = HIGHEST_LEVEL // len(_STAGES)


def career_stage(job_level: int | None) -> CareerStage | None:
    """The stage of a level from 1 to 20, four levels to a stage; none where HR tells no level."""
    return None if job_level is None else _STAGES[(job_level - 1) // _LEVELS_EACH]
