"""HR files as tests write them, and the work that reads them."""

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from mentoring.profile.domain.hr_import import HrFile, Import, Order
from mentoring.profile.domain.hr_row import FIELDS
from mentoring.profile.ports import Work
from mentoring.profile.usecases.apply_import import apply_import
from mentoring.profile.usecases.receive_import import receive_import

Row = Mapping[str, str]


def row(employee_id: str, **facts: str) -> Row:
    """A good row; facts that are not given have a default."""
    return {
        "employee_id": employee_id,
        "given_name": f"Given{employee_id}",
        "family_name": "Family",
        "email": f"{employee_id.lower()}@example.org",
        "locale": "en",
        "zone": "Europe/Berlin",
        "manager": "",
        "department": "Sales",
        "site": "Berlin",
        "job_title": "Clerk",
        "function": "Sales",
        "job_level": "5",
        "status": "active",
        "languages": "en;de",
    } | facts


def csv_of(rows: Iterable[Row], columns: Iterable[str] = FIELDS) -> str:
    """The file with these rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


async def receive(work: Work, content: str | bytes | Iterable[Row], **order: bool) -> Import:
    """Receive a file with this content."""
    if not isinstance(content, str | bytes):
        content = csv_of(content)
    data = content.encode() if isinstance(content, str) else content
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(data)
        file.flush()
        return await receive_import(Path(file.name), HrFile("00", len(data)), Order(**order), work, by="test")


async def apply(work: Work, chunk: int = 5000) -> int:
    """Apply to the end; how many chunks it took."""
    chunks = 0
    while await apply_import(work, chunk):
        chunks += 1
    return chunks
