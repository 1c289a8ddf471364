"""From whatever went wrong to a problem: one table for kinds of refusal, one for what pydantic finds."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from mentoring.kernel import Invalid, Kind, Refusal, Stale
from mentoring.runtime.exchange.problems import Fault, Problem, plain
from mentoring.runtime.faults import is_conflict, is_outage, is_unstorable

STATUS: Final[Mapping[Kind, int]] = {"refused": 409, "missing": 404, "forbidden": 403, "busy": 503, "broken": 500}

_MEND: Final[Mapping[str, str]] = {
    "missing": "Give this value.",
    "json_invalid": "Send well-formed JSON.",
    "extra_forbidden": "Leave this out; it has no meaning here.",
    "uuid_parsing": "Give a UUID, such as 018f2b7e-0000-7000-8000-000000000000.",
    "datetime_from_date_parsing": "Give an instant with its offset, such as 2026-11-23T09:00:00Z.",
    "datetime_parsing": "Give an instant with its offset, such as 2026-11-23T09:00:00Z.",
    "timezone_aware": "Give the instant with its offset, such as 2026-11-23T09:00:00Z.",
    "string_too_short": "Give a longer text.",
    "string_too_long": "Give a shorter text.",
    "model_attributes_type": "Send a JSON object with the content type application/json.",
    "dict_type": "Send a JSON object.",
    "list_type": "Send a JSON array.",
}


def problem_of(error: BaseException) -> Problem:
    """The problem that answers for ``error``. What is not known is a defect: 500, and no word of it leaves."""
    match error:
        case Problem():
            found = error
        case Refusal():
            found = _of_refusal(error)
        case RequestValidationError():
            found = _of_validation(error.errors())
        case HTTPException():
            found = plain(error.status_code, error.headers)
        case _ if is_unstorable(error):
            found = Problem(422, "unstorable-text", "A text holds the character NUL: leave it out.")
        case _ if is_conflict(error):
            found = Problem(
                409, "conflict", "Others changed the same things at the same time: try again.", headers=_SOON
            )
        case _ if is_outage(error):
            found = Problem(
                503, "unavailable", "A part that is needed cannot be reached: try again soon.", headers=_SOON
            )
        case _:
            found = Problem(500, "defect", _OURS)
    return found


_OURS: Final = "Something is wrong on our side. The correlation id finds it in the logs."
_SOON: Final = {"Retry-After": "1"}


def _of_refusal(refusal: Refusal) -> Problem:
    if refusal.kind == "broken":
        return Problem(500, refusal.code, _OURS)
    status = STATUS[refusal.kind]
    if isinstance(refusal, Invalid):
        status = 422
    if isinstance(refusal, Stale):
        status = 412
    headers = {"Retry-After": str(refusal.facts.get("seconds", 1))} if refusal.kind == "busy" else {}
    return Problem(status, refusal.code, str(refusal), errors=_faults_of(refusal), headers=headers)


def _faults_of(refusal: Refusal) -> Sequence[Fault]:
    """A refusal may point at fields by the fact ``where``: one place in what was sent."""
    where = refusal.facts.get("where")
    if not isinstance(where, str):
        return ()
    return (Fault(where=where, what=str(refusal), mend=str(refusal.facts.get("mend", "Change it and send it again."))),)


def _of_validation(found: Sequence[Any]) -> Problem:
    faults = [
        Fault(
            where=".".join(str(part) for part in fault["loc"]),
            what=str(fault["msg"]),
            mend=_MEND.get(str(fault["type"]), "Give a value as the description of the door says."),
        )
        for fault in found
    ]
    many = "1 value is" if len(faults) == 1 else f"{len(faults)} values are"
    return Problem(422, "invalid-request", f"{many} not as the door asks.", errors=faults)
