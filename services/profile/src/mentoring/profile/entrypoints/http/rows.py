"""A row of a batch as the texts that rules judge: JSON says more than a cell can."""

from collections.abc import Mapping
from typing import Any, Final

from mentoring.profile.domain.cells import LONGEST_ID, shown
from mentoring.profile.domain.hr_row import FIELDS, BadRow, Remark
from mentoring.profile.ports import Cells

_LIST_BETWEEN: Final = ";"


def cells_of(place: int, row: Mapping[str, Any]) -> Cells | BadRow:
    """The row, or what about it no rule can judge: fields that there are not, values that are no text."""
    remarks = [
        Remark(place, shown(field), "error", "There is no such field.", f"Fields are {', '.join(FIELDS)}.")
        for field in row
        if field not in FIELDS
    ]
    texts: list[str | None] = []
    for field in FIELDS:
        try:
            texts.append(_text(row[field]) if field in row else None)
        except TypeError:
            remarks.append(Remark(place, field, "error", "It is no text.", "Give a text, a whole number or null."))
    if "employee_id" not in row:
        mend = "Give the HR system's own id of this person."
        remarks.append(Remark(place, "employee_id", "error", "It is missing.", mend))
    if not remarks:
        return Cells(place, texts)
    said = row.get("employee_id")
    identified = isinstance(said, str) and 0 < len(said) <= LONGEST_ID and said.isprintable()
    return BadRow(place, said if identified else None, tuple(remarks))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return _LIST_BETWEEN.join(value)
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError
