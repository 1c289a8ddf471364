"""Technologies: PostgreSQL, and the process that solves."""
