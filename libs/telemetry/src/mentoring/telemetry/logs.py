"""One line per thing that happened: JSON for machines, or colours on a terminal."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Final, Literal, TextIO

import structlog

from mentoring.telemetry.context import current
from mentoring.telemetry.traces import ids_of

Format = Literal["json", "pretty"]
Event = MutableMapping[str, Any]

_QUIET: Final = ("aiokafka", "asyncio", "faststream", "httpcore", "httpx", "uvicorn.access")
"""Libraries whose chatter is of no use to operators; their warnings still come through."""


def get_logger(name: str | None = None) -> structlog.stdlib.BoundLogger:
    """A logger for ``log.info("one-stable-name", field=value)``; the context at hand is added to each line."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def add_context(_logger: Any, _method: str, event: Event) -> Event:
    """Say which act, message, person and trace a line belongs to."""
    context = current()
    trace_id, span_id = ids_of(context.traceparent)
    found = {
        "correlation_id": context.correlation_id,
        "causation_id": context.causation_id,
        "actor": context.actor,
        "trace_id": trace_id,
        "span_id": span_id,
    }
    for name, value in found.items():
        if value is not None:
            event.setdefault(name, value)
    return event


def configure_logs(
    *,
    fmt: Format | None = None,
    level: str = "INFO",
    fields: Mapping[str, str] | None = None,
    stream: TextIO | None = None,
) -> None:
    """Send structlog, the standard library and uvicorn through one formatter to ``stream`` (default: standard error).

    Without ``fmt`` a terminal gets colours and everything else JSON. ``fields`` stand on every line (service, role).
    """
    stream = sys.stderr if stream is None else stream
    fmt = fmt or ("pretty" if stream.isatty() else "json")
    fixed = dict(fields or {})

    def add_fixed(_logger: Any, _method: str, event: Event) -> Event:
        for name, value in fixed.items():
            event.setdefault(name, value)
        return event

    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        add_context,
        add_fixed,
    ]
    last: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback)]
        if fmt == "pretty"
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(default=str)]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder(allow=())],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    # While a topic is missing it says so forty times a second; readiness says it once, with the name.
    logging.getLogger("aiokafka.cluster").setLevel(logging.CRITICAL)
    for name in ("uvicorn", "uvicorn.error"):  # whoever ran uvicorn in this process before may have hushed it
        logging.getLogger(name).setLevel(logging.NOTSET)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers[:] = []
        logging.getLogger(name).propagate = True
