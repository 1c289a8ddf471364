"""Policies: who may enter a door at all."""

from mentoring.runtime.access.policies import Policy, known, known_or_role, public, role, signed_in

__all__ = ["Policy", "known", "known_or_role", "public", "role", "signed_in"]
