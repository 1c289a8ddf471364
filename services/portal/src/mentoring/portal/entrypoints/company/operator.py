"""Operations: «Is it flowing?». Every service is asked at once, with the operator's own token."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.lane import Lane, Letter, Reader
from mentoring.portal.entrypoints.company.handling import Handling, handling_of
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Owner, Refusing
from mentoring.runtime import role

operator = Pages()
only = role("operator")
OWNERS: Final[tuple[Owner, ...]] = ("profile", "matching", "scheduling", "notification", "portal")
PATIENCE: Final = 4.0
"""Seconds that a service may take; the page does not wait longer for anybody."""
LETTERS: Final = 200
PAGES: Final = 5
"""Of letters, at most; who has more has another problem first."""


@operator.show("/operator", policy=only)
async def look(visit: Visit) -> Response:
    """A lane per service; one that does not answer shows as such."""
    return await _shown(visit)


@operator.act("/operator/{owner}/dead-letters/{letter}/replay", policy=only)
async def replay(visit: Visit, owner: Owner, letter: UUID) -> Response:
    """Let it have its effect, with what waits behind it."""
    return await _acted(visit, owner, f"/dead-letters/{letter}/replay", {}, "replayed")


@operator.act("/operator/{owner}/dead-letters/{letter}/discarding", policy=only)
async def discard(visit: Visit, owner: Owner, letter: UUID) -> Response:
    """Decide, with a reason, that it shall have none."""
    body = {"reason": visit.form.text("reason")}
    return await _acted(visit, owner, f"/dead-letters/{letter}/discarding", body, "discarded")


async def _acted(visit: Visit, owner: Owner, path: str, body: Any, notice: str) -> Response:
    try:
        answer = await visit.owners.send(owner, path, body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, problem)
    if answer.body.get("failed"):
        steps = [step for step in answer.body["steps"] if step["outcome"] == "failed"]
        why = "; ".join(f"{step['reason']}: {step['detail']}" for step in steps)
        return await _shown(visit, Refusing(status=409, code="replay-failed", detail=why))
    return visit.done("/operator", answer.changed, notice)


async def _shown(visit: Visit, problem: Refusing | None = None) -> Response:
    lanes = await asyncio.gather(*(_lane(visit, owner) for owner in OWNERS))
    return visit.page("company/operator.html", problem=problem, lanes=lanes)


async def _lane(visit: Visit, owner: Owner) -> Lane:
    try:
        async with asyncio.timeout(PATIENCE):
            said, letters, handling = await asyncio.gather(
                _body(visit, owner, "/operations"),
                _letters(visit, owner),
                _quietly(lambda: handling_of(visit.owners, owner)),
            )
    except TimeoutError:
        return Lane(owner, down=True)
    except Refusing as refusing:
        if refusing.code != "owner-away":
            raise
        return Lane(owner, down=True)
    return _drawn(visit, owner, said, letters, handling or Handling())


def _drawn(visit: Visit, owner: Owner, said: Any, letters: list[Any], handling: Handling) -> Lane:
    words = visit.words
    behind = Counter((one["consumer"], one["readable_key"]) for one in letters if one["state"] == "parked")
    readers = [
        Reader(
            one["consumer"],
            one["lag_messages"],
            one["lag_seconds"],
            handling.words(words, one["consumer"]),
        )
        for one in said["consumers"]
    ]
    return Lane(
        service=owner,
        outbox_rows=said["outbox"]["rows"],
        outbox_age=said["outbox"]["oldest_seconds"],
        handler=handling.words(words),
        consumers=tuple(sorted(readers, key=lambda one: (-one.seconds, -one.messages, one.name))),
        letters=tuple(
            _letter(visit, one, behind[one["consumer"], one["readable_key"]])
            for one in letters
            if one["state"] == "open"
        ),
        dead=sum(one["dead_letters"] for one in said["consumers"]),
    )


def _letter(visit: Visit, one: Any, waiting: int) -> Letter:
    put_at = datetime.fromisoformat(one["put_at"])
    return Letter(
        id=one["id"],
        consumer=one["consumer"],
        reason=one["reason"],
        detail=one["detail"],
        event_type=one["event_type"],
        key=one["readable_key"],
        position=f"{one['topic']} {one['partition']}:{one['offset']}",
        since=f"{visit.words.ago(put_at)} ({visit.words.day(put_at)}, {visit.words.clock(put_at)})",
        waiting=waiting,
    )


async def _letters(visit: Visit, owner: Owner) -> list[Any]:
    """Those that wait: dead ones and what is parked behind them."""
    found: list[Any] = []
    after = None
    for _ in range(PAGES):
        said = await _body(visit, owner, "/dead-letters", {"limit": LETTERS, "after": after})
        found += said["items"]
        after = said["next"]
        if after is None:
            break
    return found


async def _body(visit: Visit, owner: Owner, path: str, query: Any = None) -> Any:
    return (await visit.owners.ask(owner, path, query)).body


async def _quietly(ask: Callable[[], Awaitable[Handling]]) -> Handling | None:
    """Handler times are nice to have: only processes that also read have them."""
    try:
        return await ask()
    except Refusing:
        return None
