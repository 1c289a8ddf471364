"""Proposals are answered, run out, and are taken back."""
