"""The mails that came: a file each, with an index in memory."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from pathlib import Path
from typing import cast
from uuid import uuid4

_SNIPPET = 160


@dataclass(frozen=True)
class Address:
    """A mailbox as a header names it."""

    name: str
    address: str


@dataclass(frozen=True)
class Attached:
    """A part beside text and HTML: a calendar message, an attachment."""

    name: str
    kind: str
    """Its MIME type."""
    size: int
    """Bytes, decoded."""
    text: str | None
    """What it says, if it is text."""


@dataclass(frozen=True)
class Mail:
    """One mail, read."""

    id: str
    received: datetime
    raw: bytes
    message: EmailMessage
    recipients: tuple[str, ...]
    """Of the envelope: whom the sender asked to deliver to."""

    @property
    def subject(self) -> str:
        """Decoded."""
        return str(self.message.get("subject", "")).strip() or "(no subject)"

    @property
    def text(self) -> str:
        """The plain text; empty when there is none."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The HTML; empty when there is none."""
        return self._part("html")

    @property
    def snippet(self) -> str:
        """The beginning of the text, in one line."""
        return " ".join(self.text.split())[:_SNIPPET]

    @property
    def others(self) -> list[Attached]:
        """All parts beside text and HTML."""
        leaves = [part for part in self.message.walk() if not part.is_multipart()]
        shown = {id(self.message.get_body((kind,))) for kind in ("plain", "html")}
        return [_attached(part) for part in leaves if id(part) not in shown]

    def addresses(self, header: str) -> list[Address]:
        """The mailboxes of a header."""
        said = [str(value) for value in self.message.get_all(header, [])]
        return [Address(name, address) for name, address in getaddresses(said) if address]

    def matches(self, words: Sequence[str]) -> bool:
        """True when every word stands in the addresses, the subject or the text."""
        said = [str(self.message.get(name, "")) for name in ("from", "to", "subject")]
        shown = " ".join([*said, *self.recipients, self.text]).casefold()
        return all(word in shown for word in words)

    def _part(self, kind: str) -> str:
        body = self.message.get_body((kind,))
        return "" if body is None else _text_of(body)


def _attached(part: MIMEPart) -> Attached:
    content = cast("bytes | None", part.get_payload(decode=True)) or b""
    text = _text_of(part) if part.get_content_maintype() == "text" else None
    return Attached(part.get_filename() or "", part.get_content_type(), len(content), text)


def _text_of(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # an unknown or wrong character set: shown as well as may be
        return cast("bytes", part.get_payload(decode=True)).decode("utf-8", "replace")


class Box:
    """Newest first; survives a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._ids = sorted((path.stem for path in folder.glob("*.eml")), reverse=True)

    def __len__(self) -> int:
        return len(self._ids)

    def put(self, raw: bytes, recipients: Sequence[str]) -> str:
        """Keeps a mail; ids rise with time."""
        one = f"{time.time_ns() // 1_000_000:013d}-{uuid4().hex[:12]}"
        draft = self._folder / f"{one}.draft"
        envelope = "".join(f"X-Caught-For: {address}\r\n" for address in recipients)
        draft.write_bytes(envelope.encode("utf-8", "surrogateescape") + b"\r\n" + raw)
        draft.rename(self._folder / f"{one}.eml")
        self._ids.insert(0, one)
        return one

    def get(self, one: str) -> Mail | None:
        """One mail; nothing when there is none of this id."""
        if one not in self._ids:
            return None
        head, _, raw = (self._folder / f"{one}.eml").read_bytes().partition(b"\r\n\r\n")
        if not head.startswith(b"X-Caught-For"):  # without recipients the file begins with the empty line
            head, raw = b"", (self._folder / f"{one}.eml").read_bytes().removeprefix(b"\r\n")
        recipients = [line.split(": ", 1)[1] for line in head.decode("utf-8", "replace").split("\r\n") if line]
        received = datetime.fromtimestamp(int(one.split("-", maxsplit=1)[0]) / 1000, UTC)
        message = message_from_bytes(raw, policy=policy.default)
        return Mail(one, received, raw, message, tuple(recipients))

    def find(self, search: str, start: int, limit: int) -> tuple[list[Mail], int]:
        """Mails that match all words, newest first, and how many there are in all."""
        words = search.casefold().split()
        if not words:
            return self._read(self._ids[start : start + limit]), len(self._ids)
        found = [mail for mail in self._read(self._ids) if mail.matches(words)]
        return found[start : start + limit], len(found)

    def empty(self) -> None:
        """Throws all away."""
        while self._ids:
            (self._folder / f"{self._ids.pop()}.eml").unlink(missing_ok=True)

    def _read(self, ids: Sequence[str]) -> list[Mail]:
        return [mail for mail in map(self.get, ids) if mail is not None]
