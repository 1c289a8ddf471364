"""Mentorships start and end."""
