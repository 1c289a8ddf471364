"""The HTTP doors: availability, what a mentorship can plan, sessions."""

from mentoring.scheduling.entrypoints.http.availability import availability
from mentoring.scheduling.entrypoints.http.mentorships import mentorships
from mentoring.scheduling.entrypoints.http.sessions import sessions

__all__ = ["availability", "mentorships", "sessions"]
