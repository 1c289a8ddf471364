"""Logs, context, metrics, traces."""
