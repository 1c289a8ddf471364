"""Dead letters over HTTP, for operators: look, replay, discard with a reason."""

import base64
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from mentoring.messaging import Facts
from mentoring.messaging import dead_letters as letters
from mentoring.runtime.access.policies import role
from mentoring.runtime.doors.doors import Doors
from mentoring.runtime.exchange.pages import Page
from mentoring.runtime.running import Running

OPERATOR = role("operator")


class LetterBody(BaseModel):
    """A dead letter without its bytes."""

    id: UUID
    consumer: str
    event_id: str
    event_type: str | None
    version: int | None
    readable_key: str | None
    """Null where the key cannot be read: such a letter parks nothing."""
    topic: str
    partition: int
    offset: int
    recorded_at: datetime
    state: Literal["open", "parked", "superseded", "replayed", "discarded"]
    reason: str
    """A stable code."""
    detail: str
    put_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    closed_because: str | None


class Opened(LetterBody):
    """A dead letter with what is left of its bytes; all are gone once it is closed."""

    key: str | None
    """As text, what is not UTF-8 replaced."""
    headers: list[tuple[str, str | None]]
    """The same."""
    value: str | None
    """The same, and shortened."""
    value_base64: str | None
    """The bytes as they are."""


class StepBody(BaseModel):
    """What came of one letter."""

    letter: UUID
    event_id: str
    event_type: str | None
    outcome: Literal["replayed", "superseded", "discarded", "failed"]
    reason: str | None
    detail: str | None


class ActedBody(BaseModel):
    """What came of an act, letter by letter in order; after a failure the rest waits on."""

    dry_run: bool
    failed: bool
    steps: list[StepBody]


class Discarding(BaseModel):
    """Why a message shall have no effect."""

    reason: Annotated[str, Field(min_length=1, max_length=1000)]


State = Literal["open", "parked", "superseded", "replayed", "discarded"]
_LONGEST = 20_000


def letter_doors(running: Running) -> Doors:
    """The doors of one service."""
    doors = Doors(tags=["operations"])
    facts = running.service.facts or Facts(running.service.name)

    @doors.view("/dead-letters", policy=OPERATOR)
    async def dead_letters(
        consumer: str | None = None,
        state: Annotated[list[State] | None, Query(description="By default those that wait.")] = None,
        after: Annotated[str | None, Query(max_length=20)] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> Page[LetterBody]:
        """What could not be used, newest first."""
        async with running.database.reading() as connection:
            found = await letters.listing(
                connection, consumer=consumer, states=state or letters.WAITING, cursor=after, limit=limit
            )
        return Page(items=[LetterBody.model_validate(asdict(letter)) for letter in found.items], next=found.next)

    @doors.view("/dead-letters/{letter}", policy=OPERATOR)
    async def dead_letter(letter: UUID) -> Opened:
        """One of them, with its bytes."""
        async with running.database.reading() as connection:
            return opened_letter(*await letters.show(connection, letter))

    @doors.command("POST", "/dead-letters/{letter}/replay", policy=OPERATOR)
    async def replay(letter: UUID, *, dry_run: bool = False) -> ActedBody:
        """Let it have its effect, with all that wait under its key, in order."""
        return acted_body(await letters.replay(running.units, facts, letter, dry_run=dry_run))

    @doors.command("POST", "/dead-letters/{letter}/discarding", policy=OPERATOR)
    async def discard(letter: UUID, body: Discarding, *, dry_run: bool = False) -> ActedBody:
        """Decide that it shall have no effect; what was parked behind it has its own now."""
        return acted_body(await letters.discard(running.units, facts, letter, body.reason, dry_run=dry_run))

    return doors


def opened_letter(letter: letters.Letter, contents: letters.Contents) -> Opened:
    """A letter for people: bytes as text as far as they are text."""
    value = contents.value
    return Opened(
        **asdict(letter),
        key=_text(contents.key),
        headers=[(name, _text(raw)) for name, raw in contents.headers],
        value=None if value is None else (_text(value) or "")[:_LONGEST],
        value_base64=None if value is None else base64.b64encode(value).decode(),
    )


def acted_body(acted: letters.Acted) -> ActedBody:
    """What came of an act, as it is sent."""
    return ActedBody(
        dry_run=acted.dry_run, failed=acted.failed, steps=[StepBody(**asdict(step)) for step in acted.steps]
    )


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode(errors="replace")
