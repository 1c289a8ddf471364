"""Updates say which version they are of: ``If-Match`` in, ``ETag`` out."""

import re
from typing import Annotated, Final

from fastapi import Depends, Header

from mentoring.kernel import Stale
from mentoring.runtime.exchange.problems import Fault, Problem

_TAG: Final = re.compile(r'(?:W/)?"(\d{1,18})"')


def etag(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def _if_match(
    if_match: Annotated[str | None, Header(description='The ETag that was read, such as "7".')] = None,
) -> int:
    if if_match is None:
        fault = Fault(where="header.If-Match", what="It is missing.", mend="Read it first, and send its ETag.")
        raise Problem(428, "if-match-missing", "Say which version you have read.", errors=[fault])
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        fault = Fault(where="header.If-Match", what="It is no ETag.", mend='Send the ETag as it was read, such as "7".')
        raise Problem(422, "bad-if-match", "If-Match is no ETag that this service gave.", errors=[fault])
    return int(found[1])


IfMatch = Annotated[int, Depends(_if_match)]
"""A door's parameter: the version that the caller has read. 428 without it."""


def matching(read: int, stored: int) -> None:
    """Refuse an update of another version than the stored one.

    Raises:
        Stale: somebody was faster (412).
    """
    if read != stored:
        raise Stale(version=stored)
