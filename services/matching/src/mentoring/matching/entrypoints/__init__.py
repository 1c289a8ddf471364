"""The doors of matching, by channel."""
