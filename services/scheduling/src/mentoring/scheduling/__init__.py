"""Time: availability, sessions, check-ins."""
