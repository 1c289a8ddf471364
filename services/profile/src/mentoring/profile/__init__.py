"""People and their growth."""
