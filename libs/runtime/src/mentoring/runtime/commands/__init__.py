"""Commands: one transaction, one effect per key."""
