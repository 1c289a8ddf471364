"""Deliveries, inbox items, and what they are about."""
