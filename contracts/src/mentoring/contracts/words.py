"""Closed vocabularies that several facts share."""

from typing import Literal

CareerStage = Literal["early", "mid", "senior", "lead", "executive"]
Employment = Literal["active", "on-leave", "left"]
ProgramKind = Literal["formal", "informal", "peer", "reverse", "group", "flash"]
Side = Literal["mentor", "mentee"]
Place = Literal["mentor", "mentee", "peer"]
SkillLevel = Literal[1, 2, 3, 4, 5]
Criterion = Literal["skills", "goals", "transitions", "interests", "stage", "function", "location", "zone", "style"]
Transition = Literal["job-switch", "promotion", "industry-change", "role-change", "into-leadership", "founding"]
"""A change in a career: lived through, or sought."""
WorkingStyle = Literal["structured", "free", "direct", "supportive", "hands-on", "reflective"]
