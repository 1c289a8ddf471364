"""The doors for HTTP."""

from mentoring.profile.entrypoints.http.imports import imports
from mentoring.profile.entrypoints.http.participants import participants
from mentoring.profile.entrypoints.http.people import people

__all__ = ["imports", "participants", "people"]
