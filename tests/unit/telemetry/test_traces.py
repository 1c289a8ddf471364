"""Trace context goes through, whether spans are recorded or not."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from mentoring.telemetry import bound, close_traces, configure_traces, current, span
from mentoring.telemetry.traces import ids_of

FROM_OUTSIDE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def exporter() -> Iterator[InMemorySpanExporter]:
    kept = InMemorySpanExporter()
    configure_traces("matching", exporter=kept)
    yield kept
    configure_traces("matching")


def test_without_an_endpoint_ids_are_made_and_passed_on() -> None:
    with span("first"):
        first = current().traceparent
        with span("second"):
            second = current().traceparent
    assert first is not None
    assert second is not None
    assert ids_of(first)[0] == ids_of(second)[0]
    assert ids_of(first)[1] != ids_of(second)[1]


def test_a_span_continues_what_came_in_by_header() -> None:
    with bound(traceparent=FROM_OUTSIDE), span("consume", "consumer"):
        assert ids_of(current().traceparent)[0] == ids_of(FROM_OUTSIDE)[0]
        assert current().traceparent != FROM_OUTSIDE


@pytest.mark.parametrize(
    "malformed", ["", "nonsense", "00-0-0-00", f"{FROM_OUTSIDE}-x-y", "00-" + "0" * 32 + "-b7ad6b7169203331-01"]
)
def test_a_malformed_header_starts_a_new_trace(malformed: str) -> None:
    with span("serve", "server", traceparent=malformed):
        trace_id, _ = ids_of(current().traceparent)
    assert trace_id is not None
    assert len(trace_id) == 32
    assert trace_id.strip("0")


def test_work_stored_in_one_process_is_one_trace_with_what_it_causes_in_another(exporter: InMemorySpanExporter) -> None:
    with span("POST /proposals", "server"):
        stored_with_the_outbox_row = current().traceparent
    with bound(traceparent=stored_with_the_outbox_row), span("consume portal.proposals", "consumer"):
        pass
    close_traces()
    served, consumed = exporter.get_finished_spans()
    assert consumed.context is not None
    assert served.context is not None
    assert consumed.context.trace_id == served.context.trace_id
    assert consumed.parent is not None
    assert consumed.parent.span_id == served.context.span_id


def test_a_failure_marks_its_span_and_goes_on(exporter: InMemorySpanExporter) -> None:
    def fail() -> None:
        with span("failing"):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    close_traces()
    (failed,) = exporter.get_finished_spans()
    assert failed.status.status_code.name == "ERROR"


def test_with_an_endpoint_spans_are_sent_there_and_nowhere_else() -> None:
    received: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        configure_traces("matching", endpoint=f"http://127.0.0.1:{server.server_port}/v1/traces")
        with span("propose"):
            pass
        close_traces()
        server.shutdown()
    configure_traces("matching")
    with span("unseen"):
        pass
    close_traces()
    configure_traces("matching")
    ((path, body),) = received
    assert path == "/v1/traces"
    assert b"mentoring-matching" in gzip_or_plain(body)
    assert b"propose" in gzip_or_plain(body)


def gzip_or_plain(body: bytes) -> bytes:
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
