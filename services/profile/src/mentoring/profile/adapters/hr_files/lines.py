"""Lines of a file of any content in bounded memory: what is no text or has no end is said, and reading goes on."""

from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, Final

from mentoring.profile.domain.errors import FileRefused

LONGEST: Final = 64 * 1024
"""Bytes of a line, and characters of a record over several lines."""
MOST_IN_ALL: Final = 5_000_000
"""Lines of a file."""
MOST_LINES: Final = 100
"""Of one record: whoever forgets a closing quote would otherwise swallow the file."""
_PATIENCE: Final = 1_000_000
"""Lines of a file that are handed out a second time; then a file of nothing but open quotes is read to its end."""
_BLOCK: Final = 256 * 1024
_BOM: Final = b"\xef\xbb\xbf"


class TooLong(Exception):  # noqa: N818 - an answer about a row
    """A line or a record goes on and on; the text says for how long."""


class Lines:
    """The lines, as the csv module takes them. A line that is too long raises when its turn comes, and only then.

    Bytes that are no UTF-8 become lone surrogates, and ``bad`` says where they are.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._coming = _read(file, self)
        self._back: deque[tuple[int, str]] = deque()
        self._taken: list[tuple[int, str]] = []
        self._size = 0
        self._number = 0
        self._patience = _PATIENCE
        self.bad: dict[int, tuple[int, int]] = {}
        """By number of the line: the place in the file of the first byte that is no UTF-8, and that byte."""

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        if self._back:
            number, text = self._back.popleft()
        else:
            found = next(self._coming)
            self._number = number = self._number + 1
            if number > MOST_IN_ALL:
                raise FileRefused(what=f"it has more than {MOST_IN_ALL} lines")
            if isinstance(found, int):
                self._taken.append((number, ""))
                raise TooLong(f"The line has {found} bytes; {LONGEST} are read.")
            text = found
        self._taken.append((number, text))
        self._size += len(text)
        if self._size > LONGEST or len(self._taken) > MOST_LINES:
            raise TooLong(f"The row goes on over {len(self._taken)} lines; a quote is probably not closed.")
        return text

    def begin(self) -> None:
        """A new record begins."""
        self._taken.clear()
        self._size = 0

    @property
    def first(self) -> int:
        """The number of the first line of the record at hand, from 1."""
        return self._taken[0][0]

    @property
    def several(self) -> bool:
        """Whether the record at hand has more than one line."""
        return len(self._taken) > 1

    @property
    def size(self) -> int:
        """Characters of the record at hand."""
        return self._size

    def step_back(self) -> None:
        """Only the first line of the record at hand was bad: hand out the others again."""
        self._patience -= len(self._taken) - 1
        if self._patience < 0:
            return
        self._back.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]

    def bad_byte(self) -> tuple[int, int] | None:
        """Where in the file the first byte of the record at hand is that is no UTF-8, and that byte."""
        found = [self.bad.pop(number) for number, _ in self._taken if number in self.bad]
        return found[0] if found else None


def _read(file: BinaryIO, lines: Lines) -> Iterator[str | int]:
    """Lines, ended as the csv module wants them; of one that is too long, its length."""
    held, offset, number, end = b"", 0, 0, b""
    too_long = 0
    while block := file.read(_BLOCK):
        if not end:
            if block.startswith(_BOM):
                block, offset = block[len(_BOM) :], len(_BOM)
            end = b"\r" if b"\r" in block and b"\n" not in block else b"\n"
        *whole, rest = (held + block).split(end)
        if too_long and whole:
            yield too_long + len(whole[0])
            offset += too_long + len(whole.pop(0)) + 1
            number, too_long = number + 1, 0
        for raw in whole:
            number += 1
            yield len(raw) if len(raw) > LONGEST else _text(raw, offset, number, lines)
            offset += len(raw) + 1
        if too_long or len(rest) > LONGEST:
            too_long, rest = too_long + len(rest), b""
        held = rest
    if too_long:
        yield too_long
    elif held:
        yield _text(held, offset, number + 1, lines)


def _text(raw: bytes, offset: int, number: int, lines: Lines) -> str:
    try:
        return raw.decode() + "\n"
    except UnicodeDecodeError as wrong:
        lines.bad[number] = (offset + wrong.start, raw[wrong.start])
        return raw.decode(errors="surrogateescape") + "\n"
