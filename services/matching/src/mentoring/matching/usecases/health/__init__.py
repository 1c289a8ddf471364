"""What the pairs do is kept, and judged."""
