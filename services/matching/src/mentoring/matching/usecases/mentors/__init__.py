"""Mentors are told of, fall silent, pause, and come back."""
