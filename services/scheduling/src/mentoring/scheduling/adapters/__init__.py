"""The technologies of scheduling: PostgreSQL and iCalendar."""
