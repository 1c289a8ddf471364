"""One line per thing that happened, whoever said it."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from mentoring.telemetry import Context, bound, configure_logs, get_logger, span


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_says_which_act_person_and_trace_it_belongs_to() -> None:
    stream = io.StringIO()
    configure_logs(fields={"service": "matching", "role": "api"}, stream=stream)
    with bound(Context(correlation_id="c1", causation_id="m1", actor="ana")), span("accept"):
        get_logger("here").info("proposal-accepted", proposal="p1")
    (line,) = lines(stream)
    assert len(line.pop("trace_id")) == 32
    assert len(line.pop("span_id")) == 16
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "proposal-accepted",
        "level": "info",
        "logger": "here",
        "proposal": "p1",
        "service": "matching",
        "role": "api",
        "correlation_id": "c1",
        "causation_id": "m1",
        "actor": "ana",
    }


def test_libraries_go_through_the_same_formatter() -> None:
    stream = io.StringIO()
    configure_logs(stream=stream)
    with bound(correlation_id="c1"):
        logging.getLogger("uvicorn.error").info("Started %d", 3)
    (line,) = lines(stream)
    assert (line["event"], line["logger"], line["correlation_id"]) == ("Started 3", "uvicorn.error", "c1")


def test_an_exception_is_one_line() -> None:
    stream = io.StringIO()
    configure_logs(stream=stream)
    try:
        int("bad\nthing")
    except ValueError:
        get_logger().exception("failed")
    (line,) = lines(stream)
    assert "ValueError: invalid" in line["exception"]


def test_chatter_of_libraries_is_dropped_and_their_warnings_are_not() -> None:
    stream = io.StringIO()
    configure_logs(stream=stream, level="DEBUG")
    logging.getLogger("aiokafka.consumer").info("joined")
    logging.getLogger("aiokafka.consumer").warning("left behind")
    assert [line["event"] for line in lines(stream)] == ["left behind"]


def test_what_is_no_terminal_gets_json_unless_told_otherwise() -> None:
    stream = io.StringIO()
    configure_logs(fmt="pretty", stream=stream)
    get_logger().info("hello", rows=3)
    assert "hello" in stream.getvalue()
    with pytest.raises(json.JSONDecodeError):
        lines(stream)
