"""Files as programs and people really write them."""

import tracemalloc
from pathlib import Path

import pytest

from mentoring.profile.adapters.hr_files.columns import Columns, ColumnsRefused
from mentoring.profile.adapters.hr_files.reader import CsvFiles
from mentoring.profile.domain.errors import FileRefused
from mentoring.profile.domain.hr_row import FIELDS, BadRow
from mentoring.profile.ports import Cells
from tests.unit.profile.builders import csv_of, row
from tests.unit.profile.memory import a_path

HEADER = ",".join(FIELDS)
THREE = Columns.of({"columns": {"employee_id": "Id", "family_name": "Name", "department": "Team"}})


async def read(path: Path, columns: Columns | None = None) -> list[Cells | BadRow]:
    return [one async for page in CsvFiles(columns or Columns()).read(path) for one in page]


async def read_three(folder: Path, content: bytes | str) -> list[Cells | BadRow]:
    return await read(a_path(folder, content), THREE)


def texts(rows: list[Cells | BadRow]) -> list[list[str]]:
    """The told texts of the usable rows."""
    return [[text for text in one.texts if text is not None] for one in rows if isinstance(one, Cells)]


def bad(rows: list[Cells | BadRow]) -> list[tuple[int, str | None, str]]:
    return [(one.line, one.employee_id, one.remarks[0].what) for one in rows if isinstance(one, BadRow)]


async def test_a_plain_file_is_read(tmp_path: Path) -> None:
    rows = await read(a_path(tmp_path, csv_of([row("E1"), row("E2", department='"Sales", EMEA')])))
    assert [2, 3] == [one.line for one in rows]
    assert texts(rows)[1][FIELDS.index("department")] == '"Sales", EMEA'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("beginning", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_delimiters_marks_and_line_ends_of_all_kinds(
    tmp_path: Path, delimiter: str, beginning: bytes, end: str
) -> None:
    lines = [delimiter.join(cells) for cells in (["Id", "More", "Name", "Team"], ["1", "x", "Ana", "Łódź"], [])]
    rows = await read_three(tmp_path, beginning + end.join(lines).encode())
    assert [["1", "Ana", "Łódź"]] == texts(rows)
    assert [2] == [one.line for one in rows]


async def test_line_breaks_inside_of_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    rows = await read_three(tmp_path, 'Id,Name,Team\n1,Ana,"Sales\nand\nmore"\n\n2,Ben,X\n')
    assert [["1", "Ana", "Sales\nand\nmore"], ["2", "Ben", "X"]] == texts(rows)
    assert [2, 6] == [one.line for one in rows]


async def test_bytes_that_are_no_utf_8_spoil_their_row_alone_and_are_said(tmp_path: Path) -> None:
    content = b"Id,Name,Team\n1,Ana,A\n2,Ren" + b"\xe9,B\n3,Ben,C\n"
    rows = await read_three(tmp_path, content)
    assert [["1", "Ana", "A"], ["3", "Ben", "C"]] == texts(rows)
    place = content.index(b"\xe9") + 1
    assert [(3, "2", f"Byte {place} of the file (0xE9) is no UTF-8.")] == bad(rows)


async def test_the_place_of_a_bad_byte_is_right_behind_many_blocks_and_a_mark(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfId,Name,Team\r\n" + b"7,Ana,A\r\n" * 100_000 + b"8,Ren\xe9,B\r\n"
    (said,) = bad(await read_three(tmp_path, content))
    assert said == (100_002, "8", f"Byte {content.index(0xE9) + 1} of the file (0xE9) is no UTF-8.")


async def test_rows_of_another_width_are_bad_and_say_so(tmp_path: Path) -> None:
    rows = await read_three(tmp_path, "Id,Name,Team\n1,Ana\n2,Ben,X,Y\n3,Cem,Z\n")
    assert [["3", "Cem", "Z"]] == texts(rows)
    assert [(2, "1", "It has 2 cells; the header has 3."), (3, "2", "It has 4 cells; the header has 3.")] == bad(rows)


async def test_a_shifted_row_is_not_believed_whose_it_is(tmp_path: Path) -> None:
    rows = await read_three(tmp_path, "Name,Id,Team\nAna,of,1,X\n")
    assert [None] == [employee_id for _, employee_id, _ in bad(rows)]


@pytest.mark.parametrize("unclosed", ['2,"Ben,X', '2,Ben,"X', '2,"Ben"x,X'])
@pytest.mark.parametrize("name", ['"N"', "N"])
async def test_a_quote_that_is_not_closed_spoils_its_line_alone(tmp_path: Path, unclosed: str, name: str) -> None:
    content = "\n".join(["Id,Name,Team", "1,Ana,A", unclosed, *(f"{number},{name},A" for number in range(3, 400))])
    rows = await read_three(tmp_path, content)
    assert [str(number) for number in range(1, 400) if number != 2] == [cells[0] for cells in texts(rows)]
    assert [3] == [line for line, _, _ in bad(rows)]


async def test_a_quote_that_is_not_closed_at_the_end(tmp_path: Path) -> None:
    rows = await read_three(tmp_path, 'Id,Name,Team\n1,Ana,A\n2,"Ben,X\n3,Cem,Y')
    assert [["1", "Ana", "A"], ["3", "Cem", "Y"]] == texts(rows)
    assert [3] == [line for line, _, _ in bad(rows)]


async def test_a_line_of_100_mb_is_said_and_skipped_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"Id,Name,Team\n1,Ana,A\n2,")
        for _ in range(100):
            file.write(b"x" * 1024 * 1024)
        file.write(b",B\n3,Cem,C\n")
    tracemalloc.start()
    rows = await read(path, THREE)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [["1", "Ana", "A"], ["3", "Cem", "C"]] == texts(rows)
    assert [(3, None, "The line has 104857604 bytes; 65536 are read.")] == bad(rows)
    assert most < 8 * 1024 * 1024


@pytest.mark.parametrize("filler", [b"x", b'"\n",', b'"', b"\n", b"\x00", b"\xff", b","])
async def test_half_a_megabyte_of_nonsense_stays_small_in_memory(tmp_path: Path, filler: bytes) -> None:
    path = tmp_path / "nonsense.csv"
    path.write_bytes(b'Id,Name,Team\n1,Ana,A\n2,"' + filler * (512 * 1024 // len(filler)) + b"\n3,Cem,C\n")
    tracemalloc.start()
    first: list[str] = []
    async for page in CsvFiles(THREE).read(path):
        first += [cells.texts[0] or "" for cells in page if isinstance(cells, Cells)]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first[0] == "1"
    assert most < 32 * 1024 * 1024


async def test_a_hundred_thousand_quotes_that_are_not_closed_end_in_time(tmp_path: Path) -> None:
    rows = await read_three(tmp_path, "Id,Name,Team\n" + '1,"Ana,A\n2,Ben,B\n' * 20_000)
    assert len(rows) > 10_000


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (b"\n\n  \n", "it is empty"),
        (b"Id,Name,Team\n", "it has a header and no row"),
        (b"Id,Name,Team\n\n\n", "it has a header and no row"),
        (b"Id,Name,Teem\n1,2,3\n", "its header lacks Team; found: Id, Name, Teem"),
        (b"Id,Name,Team,NAME\n1,2,3,4\n", "its header has name more than once"),
        ("Id,Name,Team\n".encode("utf-16"), "it is UTF-16"),
        (b"PK\x03\x04....", "it is a workbook"),
        (b"Id,N\xe4me,Team\n1,2,3\n", "its header is no UTF-8: byte 5 of the file is 0xE4"),
        (b"x" * 70_000 + b"\n1,2,3\n", "its first line is no header: The line has 70000 bytes"),
        (b'Id,"Name,Team\n1,2,3\n', "its header lacks Name, Team"),
        (b"\x00" * 50, "its header lacks Id, Name, Team"),
        (b"Id,Name,Team," + b"a," * 2000 + b"\n1\n", "its header has 2004 columns"),
    ],
)
async def test_what_is_no_such_file_is_refused_with_the_reason(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(FileRefused) as refused:
        await read_three(tmp_path, content)
    assert says in str(refused.value)
    assert len(str(refused.value)) < 3000


async def test_a_file_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentoring.profile.adapters.hr_files.lines.MOST_IN_ALL", 1000)
    with pytest.raises(FileRefused, match="it has more than 1000 lines"):
        await read_three(tmp_path, "Id,Name,Team\n" + "\n" * 1001)


async def test_columns_and_words_are_mapped_whatever_their_case(tmp_path: Path) -> None:
    columns = Columns.of(
        {
            "delimiter": ";",
            "columns": {"employee_id": "Personalnummer", "family_name": "Nachname", "status": "Status"},
            "words": {"status": {"Ausgeschieden": "left", "aktiv": "active"}},
        }
    )
    content = "NACHNAME;personalnummer ;Status;x\nSousa;7;Aktiv ;1\nOkafor;8;AUSGESCHIEDEN;2\n"
    assert [["7", "Sousa", "active"], ["8", "Okafor", "left"]] == texts(await read(a_path(tmp_path, content), columns))


def test_columns_are_read_from_toml_and_json(tmp_path: Path) -> None:
    toml = a_path(tmp_path, 'delimiter = "\\t"\n[columns]\nemployee_id = "No"\ngiven_name = "First"\n', "columns.toml")
    json = a_path(tmp_path, '{"largest_share_of_leavers": 0.5}', "columns.json")
    assert Columns.read(toml).names == {"employee_id": "No", "given_name": "First"}
    assert Columns.read(toml).delimiter == "\t"
    assert (Columns.read(json).largest_share_of_leavers, len(Columns.read(json).names)) == (0.5, len(FIELDS))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[columns", "cannot be read"),
        ("[colums]", "«colums» has no meaning"),
        ('[columns]\nemployee_id = "No"', "needs employee_id, and given_name or family_name"),
        ('[columns]\nemployee_id = "No"\nfamily_name = "no "', "one column for two fields"),
        ('[columns]\nemployee_id = "No"\nfamily_name = "N"\nshoe_size = "S"', "«shoe_size» is no field"),
        ("[columns]\nemployee_id = 1", "name a column for each field"),
        ('delimiter = "\\""', "has to be one character"),
        ("largest_share_of_leavers = 10", "a number from 0 to 1"),
        ('words = "left"', "our word for each word"),
        ("[words.shoes]", "«shoes» is no field"),
    ],
)
def test_a_columns_file_that_makes_no_sense_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ColumnsRefused, match=says):
        Columns.read(a_path(tmp_path, text, "columns.toml"))


async def test_a_file_of_before_a_field_was_known_is_as_good_as_it_was(tmp_path: Path) -> None:
    before = [field for field in FIELDS if field != "function"]
    (read_row,) = await read(a_path(tmp_path, csv_of([row("E1")], before)))
    assert isinstance(read_row, Cells)
    assert read_row.texts[FIELDS.index("function")] is None, "it does not tell it, so it stays"
    assert read_row.texts[FIELDS.index("job_level")] == "5"


async def test_a_column_that_the_columns_file_names_has_to_be_there(tmp_path: Path) -> None:
    named = Columns.of({"columns": {"employee_id": "Id", "family_name": "Name", "function": "Job family"}})
    with pytest.raises(FileRefused, match="its header lacks Job family"):
        await read(a_path(tmp_path, "Id,Name\n1,Ana\n"), named)
