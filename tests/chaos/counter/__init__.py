"""The first service: takes intents over HTTP, stamps them by its clock, hears the mirror's echoes."""
