"""Programs, pairs and relationships."""
