"""Problem details (RFC 9457): the one form of every error, with a stable code, and nothing that leaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from mentoring.telemetry import current

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One thing that is wrong with what was sent."""

    where: str
    """``body.minutes``, ``query.limit``, ``header.If-Match``."""
    what: str
    mend: str


class ProblemBody(BaseModel):
    """The body of every error."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    correlation_id: str | None = None
    errors: list[Fault] = []


@dataclass(eq=False)
class Problem(Exception):  # noqa: N818 - an answer
    """Raised by doors and their surroundings where no use case is asked: malformed headers, tokens, sizes."""

    status: int
    code: str
    detail: str
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.detail

    def body(self, instance: str) -> ProblemBody:
        """The problem as it is sent; ``instance`` is the path that was asked for."""
        return ProblemBody(
            type=f"urn:mentoring:problem:{self.code}",
            title=self.code.replace("-", " ").capitalize(),
            status=self.status,
            detail=self.detail,
            code=self.code,
            instance=instance,
            correlation_id=current().correlation_id,
            errors=list(self.errors),
        )

    def response(self, request: Request) -> Response:
        """The answer to ``request``."""
        headers = {**self.headers, "Cache-Control": "no-store"}
        body = self.body(request.url.path).model_dump_json()
        return Response(body, status_code=self.status, headers=headers, media_type=MEDIA_TYPE)


def plain(status: int, headers: Mapping[str, str] | None = None) -> Problem:
    """The problem for a bare status: 404 of a path that does not exist, 405 of a method, and their kin."""
    try:
        phrase = HTTPStatus(status)
    except ValueError:
        return Problem(status, f"status-{status}", "The request was not accepted.", headers=headers or {})
    code = {404: "no-such-path", 405: "method-not-allowed", 413: "too-large"}.get(status)
    return Problem(
        status,
        code or phrase.phrase.lower().replace(" ", "-").replace("'", ""),
        f"{phrase.description or phrase.phrase}.",
        headers=headers or {},
    )


OPENAPI_RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Problem details (RFC 9457) with a stable code.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}},
    }
}
