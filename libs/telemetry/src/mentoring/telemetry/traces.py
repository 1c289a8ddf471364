"""Traces: W3C trace context in and out, OpenTelemetry inside, a network only when an endpoint is given."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Literal

from opentelemetry import trace
from opentelemetry.context import Context as OtelContext
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON, ParentBased
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from mentoring.telemetry.context import bound, current

Kind = Literal["internal", "server", "client", "producer", "consumer"]

_KINDS: Final[Mapping[Kind, trace.SpanKind]] = {
    "internal": trace.SpanKind.INTERNAL,
    "server": trace.SpanKind.SERVER,
    "client": trace.SpanKind.CLIENT,
    "producer": trace.SpanKind.PRODUCER,
    "consumer": trace.SpanKind.CONSUMER,
}
_propagator: Final = TraceContextTextMapPropagator()
_NO_SPAN: Final = OtelContext()


class Tracing:
    """The tracer of this process. Until it is configured, spans carry ids through but are recorded nowhere."""

    def __init__(self) -> None:
        self._take(TracerProvider(sampler=ParentBased(ALWAYS_OFF), shutdown_on_exit=False))

    def use(self, provider: TracerProvider) -> None:
        """Record through ``provider`` from now on; what the one before still holds is sent first."""
        self.provider.shutdown()
        self._take(provider)

    def _take(self, provider: TracerProvider) -> None:
        self.provider = provider
        self.tracer = provider.get_tracer("mentoring")  # once: it costs more than a span


_tracing: Final = Tracing()


def configure_traces(
    service: str, *, endpoint: str | None = None, exporter: SpanExporter | None = None, version: str = "0.1.0"
) -> None:
    """Send spans to an OTLP/HTTP ``endpoint`` (with its traces path); without one nothing leaves the process."""
    resource = Resource({"service.name": f"mentoring-{service}", "service.version": version})
    if exporter is None and endpoint is not None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        exporter = OTLPSpanExporter(endpoint=endpoint)
    sampler = ParentBased(ALWAYS_OFF if exporter is None else ALWAYS_ON)
    provider = TracerProvider(sampler=sampler, resource=resource, shutdown_on_exit=False)
    if exporter is not None:
        provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracing.use(provider)


def close_traces() -> None:
    """Send what waits, and stop."""
    _tracing.provider.shutdown()


@contextmanager
def span(
    name: str, kind: Kind = "internal", *, traceparent: str | None = None, **attributes: str | float
) -> Iterator[trace.Span]:
    """A span under ``traceparent`` (default: the context at hand), bound as the context's trace for the block.

    An exception marks the span and goes on. What is announced or logged inside carries the span's ids.
    """
    parent = traceparent if traceparent is not None else current().traceparent
    under = _NO_SPAN if parent is None else _propagator.extract({"traceparent": parent}, _NO_SPAN)
    tracer = _tracing.tracer
    with tracer.start_as_current_span(name, context=under, kind=_KINDS[kind], attributes=attributes) as started:
        carrier: dict[str, str] = {}
        _propagator.inject(carrier, trace.set_span_in_context(started))
        with bound(traceparent=carrier.get("traceparent")):
            yield started


def ids_of(traceparent: str | None) -> tuple[str | None, str | None]:
    """The trace id and span id in a W3C header, for log lines."""
    if traceparent is None:
        return None, None
    parts = traceparent.split("-")
    return (parts[1], parts[2]) if len(parts) >= 4 else (None, None)  # noqa: PLR2004 - version, trace, span, flags
