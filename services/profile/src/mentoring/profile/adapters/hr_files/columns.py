"""Which column of the company's file says what: a small file in TOML or JSON.

delimiter = ";"                        # found out if it is not given
largest_share_of_leavers = 0.1

[columns]                              # field = column; what is not listed is not told by the file
employee_id = "Personalnummer"
family_name = "Name"

[words.status]                         # words of the file for ours
"ausgeschieden" = "left"
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from mentoring.profile.domain.hr_row import FIELDS, NEWER

DELIMITERS: Final = (",", ";", "\t", "|")
_KNOWN: Final = {"delimiter", "largest_share_of_leavers", "columns", "words"}


class ColumnsRefused(ValueError):  # noqa: N818 - an answer to the operator
    """The columns' file makes no sense; the text says where."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the company's files look. By default a column is named as its field."""

    names: Mapping[str, str] = field(default_factory=lambda: {name: name for name in FIELDS})
    """Column by field."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By field, the file's words for ours."""
    delimiter: str | None = None
    largest_share_of_leavers: float = 0.1
    optional: frozenset[str] = NEWER
    """Fields whose column a file may lack. None of those that the columns' file names: who names one means it."""

    @classmethod
    def read(cls, path: Path) -> "Columns":
        """Read the file; its name ends in .toml or .json.

        Raises:
            ColumnsRefused: it cannot be read, or says what has no meaning.
        """
        try:
            text = path.read_text("utf-8")
            told = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        except (OSError, ValueError) as wrong:
            raise ColumnsRefused(f"{path} cannot be read: {wrong}") from None
        if not isinstance(told, dict):
            raise ColumnsRefused(f"{path}: it has to be an object")
        try:
            return cls.of(told)
        except ColumnsRefused as refused:
            raise ColumnsRefused(f"{path}: {refused}") from None

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Columns":
        """The columns that a file tells.

        Raises:
            ColumnsRefused: something in it has no meaning.
        """
        if strange := sorted(told.keys() - _KNOWN):
            raise ColumnsRefused(f"«{strange[0]}» has no meaning; known are {', '.join(sorted(_KNOWN))}")
        delimiter, share = told.get("delimiter"), told.get("largest_share_of_leavers", 0.1)
        if delimiter is not None and (not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n'):
            raise ColumnsRefused("the delimiter has to be one character, and none that CSV itself uses")
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            raise ColumnsRefused("largest_share_of_leavers has to be a number from 0 to 1")
        words = _words(told.get("words", {}))
        if "columns" not in told:
            return cls(words=words, delimiter=delimiter, largest_share_of_leavers=float(share))
        return cls(_names(told["columns"]), words, delimiter, float(share), optional=frozenset())


def _names(told: Any) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(name, str) and name.strip() for name in told.values()):
        raise ColumnsRefused("columns has to name a column for each field")
    _are_fields("columns", told)
    names = {name: column.strip() for name, column in told.items()}
    if "employee_id" not in names or not {"given_name", "family_name"} & names.keys():
        raise ColumnsRefused("columns needs employee_id, and given_name or family_name")
    if len({_folded(column) for column in names.values()}) < len(names):
        raise ColumnsRefused("columns names one column for two fields")
    return names


def _words(told: Any) -> dict[str, dict[str, str]]:
    if not isinstance(told, dict) or not all(
        isinstance(words, dict) and all(isinstance(word, str) for word in words.values()) for words in told.values()
    ):
        raise ColumnsRefused("words has to give, by field, our word for each word of the file")
    _are_fields("words", told)
    return {name: {_folded(theirs): ours for theirs, ours in words.items()} for name, words in told.items()}


def _are_fields(where: str, told: Mapping[str, Any]) -> None:
    if strange := sorted(told.keys() - set(FIELDS)):
        raise ColumnsRefused(f"{where}: «{strange[0]}» is no field; fields are {', '.join(FIELDS)}")


def _folded(text: str) -> str:
    return text.strip().casefold()
