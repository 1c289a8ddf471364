"""Reaching people: inbox and mail."""
