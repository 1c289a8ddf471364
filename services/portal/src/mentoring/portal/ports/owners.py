"""The services that own the facts: every command goes to one of them, with the reader's own token."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from mentoring.portal.domain.changed import Changed

Query = Mapping[str, str | int | Sequence[str] | None]
Owner = Literal["profile", "matching", "scheduling", "notification", "portal"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value of a form."""

    where: str
    """As the owner names it, such as ``body.start``."""
    what: str
    mend: str = ""

    @property
    def field(self) -> str:
        """The last name in ``where`` that is no number."""
        names = [name for name in self.where.split(".") if not name.isdigit()]
        return names[-1] if names else ""


class Refusing(Exception):  # noqa: N818 - the owner's answer, not an error of the portal
    """An owner said no (RFC 9457), or did not answer: status 503 and code ``owner-away``."""

    def __init__(self, *, status: int, code: str, detail: str, faults: tuple[Fault, ...] = ()) -> None:
        self.status = status
        self.code = code
        self.detail = detail
        self.faults = faults
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an owner answered."""

    body: Any
    """Of a query the JSON itself, of a command its ``result``."""
    changed: tuple[Changed, ...] = ()
    version: int | None = None
    """From the ETag."""
    headers: Mapping[str, str] = field(default_factory=dict)


class Switchboard(Protocol):
    """All owners."""

    def speaking_for(self, token: str) -> "Owners":
        """The owners, asked with this token."""
        ...


class Owners(Protocol):
    """The owners, asked with one reader's token."""

    async def ask(self, owner: Owner, path: str, query: Query | None = None) -> Answer:
        """Read.

        Raises:
            Refusing: the owner says no, or does not answer.
        """
        ...

    async def inquire(self, owner: Owner, path: str, body: Any) -> Answer:
        """Read, where what is asked is too much for an address: a POST that changes nothing and needs no key.

        Raises:
            Refusing: as above.
        """
        ...

    async def send(
        self,
        owner: Owner,
        path: str,
        body: Any,
        *,
        key: str,
        method: Literal["POST", "PUT", "PATCH", "DELETE"] = "POST",
        version: int | None = None,
    ) -> Answer:
        """Command. ``key`` makes repeats harmless; ``version`` is the one that the reader has seen.

        Raises:
            Refusing: the owner says no, or does not answer; then the same key may be sent again.
        """
        ...

    async def upload(
        self, owner: Owner, path: str, content: AsyncIterator[bytes], *, content_type: str, key: str
    ) -> Answer:
        """Send a file as it is.

        Raises:
            Refusing: as above.
        """
        ...

    async def fetch(self, owner: Owner, path: str) -> tuple[bytes, str]:
        """A file and its content type.

        Raises:
            Refusing: as above.
        """
        ...
