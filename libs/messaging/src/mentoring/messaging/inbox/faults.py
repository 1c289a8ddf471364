"""What a failure means: try again until it passes, put aside at once, or put aside after some tries."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

import asyncpg

from mentoring.contracts import Unreadable
from mentoring.kernel import Refusal
from mentoring.postgres import is_transient

Verdict = Literal["passes", "stays", "unknown"]
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try in place."""

    tries: int = 5
    """Of a failure that nobody knows, before the message is put aside."""
    first: timedelta = timedelta(milliseconds=100)
    longest: timedelta = timedelta(seconds=5)

    def before(self, attempt: int) -> float:
        """Seconds to wait before the attempt after ``attempt`` (from 1): doubled each time, up to the longest."""
        return min(self.first.total_seconds() * 2.0 ** min(attempt - 1, 30), self.longest.total_seconds())


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record was put aside: a stable code for machines, words for operators (they may hold data)."""

    code: str
    detail: str


def judge(fault: Exception) -> Verdict:
    """Passes: the database was away or in conflict. Stays: the same bytes will fail again. Else unknown."""
    if is_transient(fault):
        return "passes"
    if isinstance(fault, Unreadable | Refusal | asyncpg.DataError):
        return "stays"
    return "unknown"


def reason_of(fault: Exception) -> Reason:
    """The code is the refusal's own, or names the kind of failure."""
    if isinstance(fault, Unreadable | Refusal):
        return Reason(_code(fault.code), _words(str(fault)))
    code = "invalid-data" if isinstance(fault, asyncpg.DataError) else "handler-failed"
    return Reason(code, _words(f"{type(fault).__name__}: {fault}"))


def _code(code: str) -> str:
    return code if re.fullmatch(r"[a-z][a-z0-9-]{0,63}", code) else "refused"


def _words(text: str) -> str:
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")[:_LONGEST]
