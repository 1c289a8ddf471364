"""Settings of matching."""

from mentoring import runtime


class Settings(runtime.Settings):
    """Those that every service has; matching needs no other."""
