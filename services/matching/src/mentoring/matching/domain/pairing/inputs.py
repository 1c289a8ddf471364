"""What a run is made of, as it is kept: one line of text for each person, and one number that stands for all of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from mentoring.matching.domain.pairing.cohort import Candidate

_IDS: Final = ("enrollment", "person")
_SETS: Final = tuple(one.name for one in fields(Candidate) if "frozenset[str]" in str(one.type))
_PLAIN: Final = tuple(one.name for one in fields(Candidate) if one.name not in {*_IDS, *_SETS, "chain"})


def written(one: Candidate) -> str:
    """Everything about them, always in the same order."""
    told: dict[str, Any] = {name: getattr(one, name) for name in _PLAIN}
    told |= {name: sorted(getattr(one, name)) for name in _SETS}
    told |= {name: getattr(one, name).hex for name in _IDS}
    told["chain"] = sorted(manager.hex for manager in one.chain)
    return json.dumps(told, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def read(line: str) -> Candidate:
    """The same person again; what was written before a field came has that field's default."""
    told = json.loads(line)
    told |= {name: frozenset(told[name]) for name in _SETS if name in told}
    told |= {name: UUID(told[name]) for name in _IDS}
    told["chain"] = frozenset(UUID(manager) for manager in told["chain"])
    if told.get("hours"):
        told["hours"] = tuple(told["hours"])
    return Candidate(**told)


def mark(side: str, line: str) -> bytes:
    """What of a person's line goes into the digest."""
    return sha256(f"{side} {line}".encode()).digest()


def digest(terms: Mapping[str, Any], marks: Iterable[bytes], bars: Iterable[tuple[UUID, UUID, str]]) -> str:
    """SHA-256 of the terms, of everybody's mark and of what stands between two, in an order that does not matter."""
    told = sha256(json.dumps(terms, separators=(",", ":"), sort_keys=True).encode())
    for one in sorted(marks):
        told.update(one)
    for mentor, mentee, bar in sorted(bars):
        told.update(f"\n{mentor.hex} {mentee.hex} {bar}".encode())
    return told.hexdigest()
