"""The doors: facts, the clock, and pages."""
