"""PostgreSQL, and the HR system's files."""
