"""Sessions of the caller: book, move, cancel, list, take into a calendar."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import Response

from mentoring.runtime import Caller, Doors, Page, Paged, known
from mentoring.scheduling.domain.session import Kind, Session, SessionState
from mentoring.scheduling.entrypoints.http.cursors import start_after
from mentoring.scheduling.ports import Views, Work
from mentoring.scheduling.usecases.book_session import book_session
from mentoring.scheduling.usecases.cancel_session import cancel_session
from mentoring.scheduling.usecases.look_at_session import look_at_session
from mentoring.scheduling.usecases.move_session import move_session

sessions = Doors(tags=["sessions"])


class SessionBody(BaseModel):
    """One meeting as it stands; instants in UTC, ``zone`` is where the time was meant."""

    session: UUID
    mentorship: UUID
    mentor: UUID
    mentee: UUID
    kind: Kind
    state: SessionState
    starts: datetime
    ends: datetime
    zone: str
    sequence: int
    booked_by: UUID | None
    reason: str | None

    @classmethod
    def of(cls, found: Session) -> Self:
        """As it is sent."""
        return cls(
            session=found.id,
            mentorship=found.mentorship,
            mentor=found.mentor,
            mentee=found.mentee,
            kind=found.kind,
            state=found.state,
            starts=found.meeting.starts,
            ends=found.meeting.ends,
            zone=found.meeting.zone,
            sequence=found.sequence,
            booked_by=found.booked_by,
            reason=found.reason,
        )


class Body(BaseModel):
    """What is sent; a misspelt field is a fault, not a default."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class BookingBody(Body):
    """A time that the two agreed on, one of the slots."""

    mentorship: UUID
    start: AwareDatetime
    minutes: Annotated[int, Field(ge=15, le=240)]
    check_in: Annotated[int, Field(ge=1)] | None = None
    """The number of the check-in that this session is, if it is one."""


class MovingBody(Body):
    """Another time for the same session."""

    start: AwareDatetime


class CancellationBody(Body):
    """Why it will not take place."""

    reason: Literal["clash", "unwell", "not-needed", "other"]


@sessions.command("POST", "/sessions", policy=known, created=True)
async def book(body: BookingBody, caller: Caller, work: Work) -> SessionBody:
    """Hold a time for both."""
    booked = await book_session(body.mentorship, body.start, body.minutes, body.check_in, caller.known, work)
    return SessionBody.of(booked)


@sessions.command("POST", "/sessions/{session}/moving", policy=known)
async def move(session: UUID, body: MovingBody, caller: Caller, work: Work) -> SessionBody:
    """Hold another time for both, and give back the first."""
    return SessionBody.of(await move_session(session, body.start, caller.known, work))


@sessions.command("POST", "/sessions/{session}/cancellation", policy=known)
async def cancel(session: UUID, body: CancellationBody, caller: Caller, work: Work) -> SessionBody:
    """Give the time back to both."""
    return SessionBody.of(await cancel_session(session, body.reason, caller.known, work))


@sessions.view("/sessions", policy=known)
async def listed(caller: Caller, views: Views, page: Paged, mentorship: UUID | None = None) -> Page[SessionBody]:
    """The caller's sessions of all states by start; of one mentorship or of all."""
    found = await views.sessions(caller.known, mentorship, start_after(page), page.limit + 1)
    return page.of([SessionBody.of(each) for each in found], by=lambda row: [row.starts.isoformat(), str(row.session)])


@sessions.view("/sessions/{session}", policy=known)
async def one(session: UUID, caller: Caller, views: Views) -> SessionBody:
    """A session of the caller."""
    return SessionBody.of(await look_at_session(session, caller.known, views))


@sessions.route("GET", "/sessions/{session}/calendar.ics", policy=known, documented=True)
async def calendar(session: UUID, caller: Caller, views: Views) -> Response:
    """The session as a file for any calendar."""
    content = await views.calendar(await look_at_session(session, caller.known, views))
    headers = {
        "Content-Disposition": f'attachment; filename="session-{session}.ics"',
        "Cache-Control": "private, no-cache",
    }
    return Response(content, media_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)
