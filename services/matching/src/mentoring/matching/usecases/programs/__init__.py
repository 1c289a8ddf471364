"""Programs are written down, opened, and joined."""
