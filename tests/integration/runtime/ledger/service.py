"""A small service with one door of each kind."""

import dataclasses
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from mentoring import kernel
from mentoring.contracts.profile import ImportStarted
from mentoring.kernel import Broken, Busy, Forbidden, Invalid, Missing, Refused
from mentoring.postgres import Connection
from mentoring.runtime import (
    Caller,
    Doors,
    IfMatch,
    Page,
    Paged,
    Upload,
    known,
    known_or_role,
    matching,
    public,
    role,
    signed_in,
)
from mentoring.runtime.access.tokens import Claims, TokenRefused

ANA = UUID("018f2b7e-0000-7000-8000-0000000000a1")


class BookClosed(Refused):
    """The book {book} is closed."""

    code = "book-closed"


class TitleOdd(Invalid):
    """The title {title} is odd."""

    code = "title-odd"


class EntryMissing(Missing):
    """There is no entry {entry}."""

    code = "entry-missing"


class NotYours(Forbidden):
    """This is not yours."""

    code = "not-yours"


class Torn(Broken):
    """The page of {secret} is torn."""

    code = "torn"


class LedgerWork:
    """announce, now, new_id, and the entries."""

    def __init__(self, connection: Connection, work: kernel.Work) -> None:
        self.connection = connection
        self.announce, self.now, self.new_id = work.announce, work.now, work.new_id


class LedgerViews:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    async def entries(self, after: str | None, limit: int) -> list["Entry"]:
        sql = "SELECT entry, title, version FROM entries WHERE $1::text IS NULL OR title > $1 ORDER BY title LIMIT $2"
        return [Entry(**row) for row in await self.connection.fetch(sql, after, limit)]

    async def entry(self, entry: UUID) -> "Entry":
        row = await self.connection.fetchrow("SELECT entry, title, version FROM entries WHERE entry = $1", entry)
        if row is None:
            raise EntryMissing(entry=entry)
        return Entry(**row)


class LedgerDirectory:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    async def person_of(self, field: str, value: str) -> UUID | None:
        assert field == "employee_id"
        found: UUID | None = await self.connection.fetchval("SELECT person FROM people WHERE employee_id = $1", value)
        return found


class Draft(BaseModel):
    title: Annotated[str, Field(min_length=1, max_length=50)]
    pages: Annotated[int, Field(ge=1)] = 1


class Drafted(BaseModel):
    entry: UUID


class Entry(BaseModel):
    entry: UUID
    title: str
    version: int


class Seen(BaseModel):
    size: int
    sha256: str
    content_type: str
    gone_at: str


@dataclasses.dataclass
class Hooks:
    """What a test may put into a door's way; awaited inside the command's transaction."""

    before: Callable[[LedgerWork], Awaitable[None]] | None = None
    calls: int = 0
    uploads: list[Path] = dataclasses.field(default_factory=list)


def ledger_doors(hooks: Hooks) -> Doors:  # noqa: C901 - one door of each kind
    doors = Doors(tags=["entries"])

    @doors.command("POST", "/entries", policy=known, created=True)
    async def draft(body: Draft, caller: Caller, work: LedgerWork) -> Drafted:
        """Write an entry."""
        hooks.calls += 1
        if hooks.before is not None:
            await hooks.before(work)
        entry = work.new_id()
        await work.connection.execute(
            "INSERT INTO entries (entry, title, by_whom) VALUES ($1, $2, $3)", entry, body.title, str(caller.known)
        )
        work.announce(ImportStarted(import_id=entry, rows=body.pages, rejected=0))
        return Drafted(entry=entry)

    @doors.command("PUT", "/entries/{entry}", policy=known, version_of=lambda version: version)
    async def retitle(entry: UUID, read: IfMatch, body: Draft, work: LedgerWork) -> int:
        """Change an entry's title."""
        sql = "SELECT version FROM entries WHERE entry = $1 FOR UPDATE"
        version: int | None = await work.connection.fetchval(sql, entry)
        if version is None:
            raise EntryMissing(entry=entry)
        matching(read, version)
        await work.connection.execute(
            "UPDATE entries SET title = $2, version = version + 1 WHERE entry = $1", entry, body.title
        )
        return version + 1

    @doors.command("POST", "/files", policy=role("hr_manager"), accepted=True, upload=True)
    async def take(upload: Upload, dry_run: bool = False) -> Seen:
        """Take a file."""
        assert upload.path.stat().st_size == upload.size
        hooks.uploads.append(upload.path)
        return Seen(
            size=upload.size, sha256=upload.sha256, content_type=upload.content_type, gone_at="dry" if dry_run else ""
        )

    @doors.command("POST", "/troubles/{kind}", policy=signed_in)
    async def trouble(kind: str) -> None:
        """Go wrong."""
        troubles: Mapping[str, Exception] = {
            "refused": BookClosed(book="1999"),
            "invalid": TitleOdd(title="odd", where="body.title", mend="Choose another."),
            "missing": EntryMissing(entry="7"),
            "forbidden": NotYours(),
            "busy": Busy(seconds=3),
            "broken": Torn(secret="s3cret"),
            "defect": ZeroDivisionError("s3cret"),
            "outage": ConnectionRefusedError("s3cret host"),
        }
        raise troubles[kind]

    @doors.inquiry("/sums", policy=signed_in)
    async def summed(body: list[int]) -> int:
        """More numbers than an address could hold."""
        return sum(body)

    @doors.view("/entries", policy=known_or_role("operator"))
    async def listed(views: LedgerViews, page: Paged) -> Page[Entry]:
        """All entries by title."""
        after = None if page.after is None else str(page.after[0])
        return page.of(await views.entries(after, page.limit + 1), by=lambda entry: [entry.title])

    @doors.view("/entries/{entry}", policy=known, version_of=lambda entry: entry.version)
    async def shown(entry: UUID, views: LedgerViews) -> Entry:
        """One entry."""
        return await views.entry(entry)

    @doors.view("/me", policy=signed_in)
    async def me(caller: Caller) -> dict[str, Any]:
        """Who I am."""
        return {"person": caller.person, "subject": caller.subject, "roles": sorted(caller.roles)}

    @doors.view("/open", policy=public)
    async def open_to_all(caller: Caller) -> dict[str, Any]:
        """No token is needed."""
        return {"person": caller.person, "subject": caller.subject}

    return doors


class PlainTokens:
    """A token is ``subject`` or ``subject:role,role``; the subject is the employee id. For doors, not for tokens."""

    async def verify(self, token: str) -> Claims:
        subject, _, roles = token.partition(":")
        if subject == "expired":
            raise TokenRefused("The token has expired.")
        return {"sub": subject, "employee_id": subject, "roles": roles.split(",") if roles else []}
