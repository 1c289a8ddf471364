"""Settings, roles, doors, start and graceful stop."""
