"""The roles of a service, and how they start and stop."""
