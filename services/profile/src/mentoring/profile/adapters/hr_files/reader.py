"""Rows out of a CSV file: its header held against the columns, its rows in pages, what is no row reported as one."""

import asyncio
import csv
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, Final

from mentoring.profile.adapters.hr_files.columns import DELIMITERS, Columns
from mentoring.profile.adapters.hr_files.lines import Lines, TooLong
from mentoring.profile.domain.cells import LONGEST_ID, shown
from mentoring.profile.domain.errors import FileRefused
from mentoring.profile.domain.hr_row import FIELDS, BadRow, Remark
from mentoring.profile.ports import Cells

PAGE: Final = 5000
_PAGE_SIZE: Final = 4 * 1024 * 1024
"""Characters: a page of long rows has fewer."""
_MOST_COLUMNS: Final = 1000
_BEGINNINGS: Final = {
    b"\xff\xfe": "it is UTF-16; save it as «CSV UTF-8»",
    b"\xfe\xff": "it is UTF-16; save it as «CSV UTF-8»",
    b"PK\x03\x04": "it is a workbook or archive; save it as «CSV UTF-8»",
    b"\xd0\xcf\x11\xe0": "it is a workbook; save it as «CSV UTF-8»",
}

Page = list[Cells | BadRow]


class CsvFiles:
    """Reads the company's files."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    @property
    def largest_share_of_leavers(self) -> float:
        """Of the people who have not left; a file by which more would leave is refused."""
        return self._columns.largest_share_of_leavers

    async def read(self, path: Path) -> AsyncIterator[Page]:
        """The rows of a file, page by page; parsed in a thread, so that others are served meanwhile."""
        with path.open("rb") as file:
            pages = _pages(file, self._columns)
            while page := await asyncio.to_thread(next, pages, None):
                yield page


def _pages(file: BinaryIO, columns: Columns) -> Iterator[Page]:
    beginning = file.read(4)
    file.seek(0)
    for mark, what in _BEGINNINGS.items():
        if beginning.startswith(mark):
            raise FileRefused(what=what)
    lines = Lines(file)
    header = _Header(_header_line(lines), columns)
    page: Page = []
    size, empty = 0, True
    for row, length in _rows(lines, header):
        page.append(row)
        size += length
        if len(page) == PAGE or size > _PAGE_SIZE:
            yield page
            page, size, empty = [], 0, False
    if page:
        yield page
    elif empty:
        raise FileRefused(what="it has a header and no row")


def _header_line(lines: Lines) -> str:
    try:
        line = next((line for line in lines if line.strip()), None)
    except TooLong as long:
        raise FileRefused(what=f"its first line is no header: {str(long).rstrip('.')}") from None
    if line is None:
        raise FileRefused(what="it is empty")
    if (bad := lines.bad_byte()) is not None:
        raise FileRefused(what=f"its header is no UTF-8: byte {bad[0] + 1} of the file is 0x{bad[1]:02X}")
    return line


class _Header:
    """Where in a row each field stands."""

    def __init__(self, line: str, columns: Columns) -> None:
        wanted = {column.strip().casefold(): field for field, column in columns.names.items()}
        self.delimiter, cells = _split(line, columns.delimiter, wanted.keys())
        found = [cell.strip().casefold() for cell in cells]
        missing = [
            column
            for field, column in columns.names.items()
            if field not in columns.optional and column.strip().casefold() not in found
        ]
        if missing:
            there = ", ".join(shown(cell.strip()) for cell in cells[:50])
            raise FileRefused(what=f"its header lacks {', '.join(missing)}; found: {there}")
        if twice := [name for name in wanted if found.count(name) > 1]:
            raise FileRefused(what=f"its header has {twice[0]} more than once")
        if len(cells) > _MOST_COLUMNS:
            raise FileRefused(what=f"its header has {len(cells)} columns; {_MOST_COLUMNS} are read")
        self.width = len(cells)
        places = {wanted[name]: place for place, name in enumerate(found) if name in wanted}
        self.employee_id = places["employee_id"]
        # A None is put behind the cells of each row, for fields that the file does not tell.
        self._pick = itemgetter(*(places.get(field, self.width) for field in FIELDS))
        self._words = [(FIELDS.index(field), words) for field, words in columns.words.items()]

    def texts(self, cells: list[str | None]) -> Sequence[str | None]:
        """The row's texts in the order of FIELDS, the file's words replaced by ours."""
        cells.append(None)
        picked: tuple[str | None, ...] = self._pick(cells)
        if not self._words:
            return picked
        texts = list(picked)
        for place, words in self._words:
            text = texts[place]
            if text is not None:
                texts[place] = words.get(text.strip().casefold(), text)
        return texts


def _split(line: str, delimiter: str | None, wanted: Collection[str]) -> tuple[str, list[str]]:
    """The header's cells, by the delimiter that finds most of the columns."""
    splits = []
    for candidate in DELIMITERS if delimiter is None else (delimiter,):
        try:
            cells = next(csv.reader([line], delimiter=candidate), [])
        except csv.Error as wrong:
            raise FileRefused(what=f"its header is no CSV: {wrong}") from None
        splits.append((sum(cell.strip().casefold() in wanted for cell in cells), len(cells), candidate, cells))
    _, _, chosen, cells = max(splits, key=itemgetter(0, 1))
    return chosen, cells


def _rows(lines: Lines, header: _Header) -> Iterator[tuple[Cells | BadRow, int]]:
    """Rows with their lengths. Where several lines together are no row, only the first of them is bad."""
    reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
    while True:
        lines.begin()
        try:
            cells: list[str | None] = list(next(reader))
        except StopIteration:
            return
        except TooLong as long:
            yield _bad(lines, str(long), "Mend the row; a quote inside of a cell is written twice."), lines.size
            lines.step_back()
            continue
        except csv.Error as wrong:
            what = f"It is no CSV: {wrong}."
            yield _bad(lines, what, "Mend the row; a quote inside of a cell is written twice."), lines.size
            lines.step_back()
            continue
        if len(cells) == header.width:
            bad = _not_text(lines, cells, header) if lines.bad else None
            yield bad or Cells(lines.first, header.texts(cells)), lines.size
        elif cells:
            yield _misfit(lines, cells, header), lines.size
            lines.step_back()


def _bad(lines: Lines, what: str, mend: str, employee_id: str | None = None) -> BadRow:
    lines.bad.pop(lines.first, None)
    return BadRow(lines.first, employee_id, (Remark(lines.first, "row", "error", what, mend),))


def _misfit(lines: Lines, cells: list[str | None], header: _Header) -> BadRow:
    """Cells are shifted, so that only the first one surely is what it seems to be."""
    what = f"It has {len(cells)} cells; the header has {header.width}."
    mend = "Put cells that hold the delimiter, a quote or a line break into quotes."
    return _bad(lines, what, mend, _id(cells[0]) if header.employee_id == 0 else None)


def _not_text(lines: Lines, cells: list[str | None], header: _Header) -> BadRow | None:
    found = lines.bad_byte()
    if found is None:
        return None
    what = f"Byte {found[0] + 1} of the file (0x{found[1]:02X}) is no UTF-8."
    return _bad(lines, what, "Save the file as UTF-8.", _id(cells[header.employee_id]))


def _id(cell: str | None) -> str | None:
    text = (cell or "").strip()
    return text if 0 < len(text) <= LONGEST_ID and text.isprintable() else None
