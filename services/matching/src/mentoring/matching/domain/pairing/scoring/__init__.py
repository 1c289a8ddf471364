"""What each pair is worth: one pair at a time, and all of them in arrays."""
