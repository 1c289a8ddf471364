"""Chance meetings: random pairs that never repeat one of an earlier round, as many as can be."""
