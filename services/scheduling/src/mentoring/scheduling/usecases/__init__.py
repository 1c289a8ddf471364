"""The verbs of scheduling, one module each."""
