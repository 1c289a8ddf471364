"""Nouns: programs, enrollments, runs, proposals, mentorships, and how pairs are found."""
