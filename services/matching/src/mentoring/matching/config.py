"""Settings of matching."""

from mentoring import runtime


class Settings(runtime.Settings):
    """Matching: programs, pairs and relationships. Its settings are those of every service."""
