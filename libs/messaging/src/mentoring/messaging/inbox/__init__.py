"""Once-only consumption: every event has its effect once, in order per key, or is put aside where operators see it."""
