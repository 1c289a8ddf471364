"""Introductions are asked for, answered, made, and told of."""
