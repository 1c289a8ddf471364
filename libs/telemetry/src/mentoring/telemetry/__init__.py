"""Logs, context, metrics, traces."""

from mentoring.telemetry import metrics
from mentoring.telemetry.context import Context, accepted_correlation_id, bound, current, new_correlation_id
from mentoring.telemetry.logs import configure_logs, get_logger
from mentoring.telemetry.traces import close_traces, configure_traces, span

__all__ = [
    "Context",
    "accepted_correlation_id",
    "bound",
    "close_traces",
    "configure_logs",
    "configure_traces",
    "current",
    "get_logger",
    "metrics",
    "new_correlation_id",
    "span",
]
