"""The nouns of scheduling: zones, hours, slots, sessions, cadence, check-ins."""
