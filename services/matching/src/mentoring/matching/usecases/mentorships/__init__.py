"""Mentorships start, go through what befalls them, and end."""
