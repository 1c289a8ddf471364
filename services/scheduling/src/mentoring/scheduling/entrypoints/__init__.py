"""The doors of scheduling, by channel."""
