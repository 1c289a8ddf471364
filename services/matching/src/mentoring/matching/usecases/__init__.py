"""Verbs: what can be done in matching."""
