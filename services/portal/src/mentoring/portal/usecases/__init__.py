"""What the portal does by itself: follow the topics, sign people in. Everything else is asked of the owners."""
