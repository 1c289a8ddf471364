"""The command of a service."""
