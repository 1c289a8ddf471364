"""Doors for HTTP: how a service declares them."""
