"""A row of an HR file or batch: judged cell by cell, so that a bad row says all that is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from mentoring.profile.domain.cells import RULES, BadCell, Rule, Value

FIELDS: Final = tuple(RULES)
"""What a row may say, in the order of its cells."""
NEWER: Final = frozenset({"function"})
"""Fields that came later: a file that was good before they did need not have them."""
_OFTEN_THE_SAME: Final = frozenset(FIELDS) - {"employee_id", "given_name", "family_name", "email"}
_REMEMBERED: Final = 4096
"""Texts per field, so that a file of a million different ones stays small in memory."""


class HrRow(NamedTuple):
    """What a usable row says. A tuple, because a file has a hundred thousand of them and the database copies tuples.

    None means «not told: leave it as it is»; an empty text, 0 or no languages mean «told to be empty».
    """

    line: int
    """Where the row begins: the line of a file, counted from 1, or the place in a batch."""
    employee_id: str
    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    locale: str | None = None
    zone: str | None = None
    manager: str | None = None
    """The manager's employee id."""
    department: str | None = None
    site: str | None = None
    job_title: str | None = None
    function: str | None = None
    job_level: int | None = None
    status: str | None = None
    languages: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that HR should look at. An error means that the row was not used."""

    line: int
    """0 speaks of the whole file."""
    where: str
    """The column, or what else the remark is about."""
    kind: Literal["error", "warning"]
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used, and whom it speaks of where that much is clear: this person is not absent."""

    line: int
    employee_id: str | None
    remarks: tuple[Remark, ...]


class RowJudge:
    """Judges the rows of one source. What it said of a text that comes often, it remembers."""

    def __init__(self) -> None:
        self._rules: list[tuple[str, Rule, dict[str, Value] | None]] = [
            (field, rule, {} if field in _OFTEN_THE_SAME else None) for field, rule in RULES.items()
        ]

    def judge(self, line: int, cells: Sequence[str | None]) -> HrRow | BadRow:
        """The row, from its cells in the order of FIELDS; None where the source does not tell the field."""
        values: list[Value | None] = [line]
        remarks: list[Remark] = []
        for cell, (field, rule, known) in zip(cells, self._rules, strict=True):
            value = None if cell is None or known is None else known.get(cell)
            if value is None and cell is not None:
                try:
                    value = rule(cell.strip())
                except BadCell as bad:
                    remarks.append(Remark(line, field, "error", bad.what, bad.mend))
                else:
                    if known is not None:
                        _remember(known, cell, value)
            values.append(value)
        row: HrRow = HrRow._make(values)
        if row.given_name == "" and row.family_name == "":
            remarks.append(Remark(line, "family_name", "error", "The person has no name.", "Give at least one."))
        return BadRow(line, row.employee_id, tuple(remarks)) if remarks else row


def _remember(known: dict[str, Value], cell: str, value: Value) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[cell] = value
