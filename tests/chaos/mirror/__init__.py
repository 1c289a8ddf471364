"""The second service: reads what the counter tells, and tells of it in turn."""
