"""HR files: bring one, and see what became of it."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from mentoring.profile.domain.errors import ImportMissing
from mentoring.profile.domain.hr_import import HrFile, Import, ImportState, Order, RefusalReason
from mentoring.profile.domain.hr_row import Remark
from mentoring.profile.entrypoints.http.marks import number_of, uuid_of
from mentoring.profile.ports import Views, Work
from mentoring.profile.usecases.receive_import import receive_import
from mentoring.runtime import Caller, Doors, Page, Paged, Upload, role
from mentoring.telemetry import current

imports = Doors(tags=["imports"])
hr = role("hr_manager", "hr_integration")
hr_or_operator = role("hr_manager", "hr_integration", "operator")


class CountsBody(BaseModel):
    """People (each once) and rows."""

    model_config = ConfigDict(from_attributes=True)

    joined: int
    changed: int
    unchanged: int
    left: int
    rehired: int
    rejected: int
    warned: int


class ImportBody(BaseModel):
    """An import. It goes on by itself: look again until its state is finished or refused."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    import_id: UUID
    state: ImportState
    reason: RefusalReason | None
    """Why nobody was changed, where the import was refused."""
    dry_run: bool
    allow_leavers: bool
    by: str
    received_at: datetime
    finished_at: datetime | None
    sha256: str
    size: int
    """Bytes."""
    rows: int
    pending: int
    """People whom the file changes."""
    applied: int
    """Of these, how many are done."""
    expected: CountsBody
    """What the file would do."""
    counts: CountsBody
    """What it did, so far."""

    @classmethod
    def of(cls, one: Import) -> Self:
        """As it is sent."""
        return cls(
            import_id=one.id,
            state=one.state,
            reason=one.reason,
            dry_run=one.order.dry_run,
            allow_leavers=one.order.allow_leavers,
            by=one.by,
            received_at=one.received_at,
            finished_at=one.finished_at,
            sha256=one.file.sha256,
            size=one.file.size,
            rows=one.rows,
            pending=one.pending,
            applied=one.applied,
            expected=CountsBody.model_validate(one.expected),
            counts=CountsBody.model_validate(one.counts),
        )


class RemarkBody(BaseModel):
    """One remark of the row report."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    place: int
    """In the report."""
    line: int
    """Of the file, its header being line 1; of a batch, the row. 0 speaks of the whole."""
    where: str
    """The field, or `row`, or `file`."""
    kind: Literal["error", "warning"]
    """An error: the row was not used."""
    what: str
    mend: str

    @classmethod
    def of(cls, place: int, remark: Remark) -> Self:
        """As it is sent."""
        return cls(
            place=place,
            line=remark.line,
            where=remark.where,
            kind=remark.kind,
            what=remark.what,
            mend=remark.mend,
        )


@imports.command("POST", "/imports", policy=hr, accepted=True, upload=True)
async def receive(
    caller: Caller, work: Work, upload: Upload, *, dry_run: bool = False, allow_leavers: bool = False
) -> ImportBody:
    """Bring an HR file (CSV in UTF-8). It is read and judged now and applied in the background."""
    file, order = HrFile(upload.sha256, upload.size), Order(dry_run, allow_leavers)
    by, correlation = caller.actor or caller.subject, current().correlation_id
    return ImportBody.of(await receive_import(upload.path, file, order, work, by=by, correlation=correlation))


@imports.view("/imports", policy=hr_or_operator)
async def all_imports(page: Paged, views: Views) -> Page[ImportBody]:
    """All imports, the latest first."""
    found = await views.imports(uuid_of(page.after), page.limit + 1)
    return page.of([ImportBody.of(one) for one in found], by=lambda body: [str(body.import_id)])


@imports.view("/imports/{import_id}", policy=hr_or_operator)
async def one_import(import_id: UUID, views: Views) -> ImportBody:
    """One import, with its progress."""
    one = await views.import_(import_id)
    if one is None:
        raise ImportMissing(import_id=import_id)
    return ImportBody.of(one)


@imports.view("/imports/{import_id}/rows", policy=hr)
async def row_report(import_id: UUID, page: Paged, views: Views) -> Page[RemarkBody]:
    """The row report: what is wrong or strange, row by row, and how to mend it."""
    if await views.import_(import_id) is None:
        raise ImportMissing(import_id=import_id)
    remarks = await views.remarks(import_id, number_of(page.after), page.limit + 1)
    return page.of([RemarkBody.of(place, remark) for place, remark in remarks], by=lambda body: [body.place])
