"""Closed vocabularies that several facts share."""

from typing import Literal

CareerStage = Literal["early", "mid", "senior", "lead", "executive"]
Employment = Literal["active", "on-leave", "left"]
ProgramKind = Literal["formal", "informal", "peer", "reverse", "group", "flash"]
Side = Literal["mentor", "mentee"]
Place = Literal["mentor", "mentee", "peer"]
SkillLevel = Literal[1, 2, 3, 4, 5]
