"""Around every request: correlation, trace, one log line, one measurement, and no error without an answer."""

import time
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mentoring.runtime.exchange.mapping import problem_of
from mentoring.runtime.exchange.problems import Problem
from mentoring.telemetry import Context, accepted_correlation_id, bound, get_logger, metrics, span

CORRELATION: Final = "X-Correlation-ID"
_QUIET: Final = frozenset({"/livez", "/readyz", "/metrics"})
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SERVER_ERROR: Final = 500
_AWAY: Final = 503
_CLIENT_LEFT: Final = 499
"""Nobody is there to read an answer; the number is for logs and metrics."""
log = get_logger(__name__)


class Surroundings:
    """ASGI middleware. It stands inside Starlette's own error page, which therefore never shows."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        correlation = accepted_correlation_id(asked.get(CORRELATION))
        context = Context(correlation_id=correlation, traceparent=asked.get("traceparent"))
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        with bound(context), span(f"{method} request", "server") as started:
            status = _CLIENT_LEFT
            answered = False
            begun = time.perf_counter()

            async def answer(message: Message) -> None:
                nonlocal status, answered
                if message["type"] == "http.response.start":
                    status, answered = message["status"], True
                    headers = MutableHeaders(scope=message)
                    headers[CORRELATION] = correlation
                    headers.setdefault("X-Content-Type-Options", "nosniff")
                await send(message)

            metrics.HTTP_IN_FLIGHT.inc()
            try:
                await self.app(scope, receive, answer)
            except ClientDisconnect:
                log.info("client-left")
            except Exception as error:
                problem = problem_of(error)
                tell(problem, error)
                if answered:
                    raise
                await problem.response(Request(scope, receive))(scope, receive, answer)
            finally:
                metrics.HTTP_IN_FLIGHT.dec()
                seconds = time.perf_counter() - begun
                route = route_of(scope)
                started.update_name(f"{method} {route}")
                started.set_attribute("http.response.status_code", status)
                metrics.HTTP_SECONDS.labels(method, route, str(status)).observe(seconds)
                if scope["path"] not in _QUIET:
                    log.info(
                        "request",
                        method=method,
                        route=route,
                        status=status,
                        milliseconds=round(seconds * 1000, 1),
                        actor=scope.get("actor"),
                    )


def tell(problem: Problem, error: Exception) -> None:
    """Log what is our fault: with its trace, unless a part is away, which says nothing about the program."""
    if problem.status == _AWAY:
        log.warning("request-failed", code=problem.code, fault=type(error).__name__)
    elif problem.status >= _SERVER_ERROR:
        log.error("request-failed", code=problem.code, exc_info=error)


def route_of(scope: Scope) -> str:
    """The route's template, never the path itself: ids would make a series each."""
    return str(scope.get("route_template") or "unmatched")
