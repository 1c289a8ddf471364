"""What a reader looks at: people, offers, mentorships, weeks, progress. Pure; nothing here knows where it came from."""
