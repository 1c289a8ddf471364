"""What profile does."""
