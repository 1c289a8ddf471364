"""The people that one may sign in as, and the clients that may ask: two lists in files."""

import hmac
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, TypeAdapter


class Person(BaseModel):
    """Somebody whom a token can speak for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str
    employee_id: str | None = None
    """None for somebody whom HR does not know, so that this case can be tried too."""
    email: str
    name: str
    roles: tuple[str, ...] = ("member",)
    note: str = ""
    """Why one would sign in as this person; those with a note are shown first."""

    def matches(self, words: Iterable[str]) -> bool:
        """True when every word stands somewhere in what is shown of the person."""
        shown = " ".join([self.name, self.email, self.employee_id or "", self.note, *self.roles]).casefold()
        return all(word in shown for word in words)


class People:
    """Searchable; those with a note first, in the order of the file, then all others by name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = sorted(
            people, key=lambda person: (not person.note, "" if person.note else person.name.casefold())
        )
        self._by_subject = {person.subject: person for person in self._people}

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises ValidationError when the file is not a list of people."""
        return cls(TypeAdapter(list[Person]).validate_json(path.read_bytes()))

    def find(self, subject: str) -> Person | None:
        """By subject, or else by employee id or address."""
        direct = self._by_subject.get(subject)
        others = (person for person in self._people if subject in {person.employee_id, person.email})
        return direct or next(others, None)

    def search(self, text: str, limit: int) -> tuple[list[Person], int]:
        """The first matches, and how many there are in all."""
        found = [person for person in self._people if person.matches(text.casefold().split())]
        return found[:limit], len(found)


class Client(BaseModel):
    """A program that may ask for tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    secret: str | None = None
    """None for a public client, which only PKCE protects."""
    redirect_uris: tuple[str, ...] = ()
    after_sign_out: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """Roles of the machine itself; without any it cannot ask for a token of its own."""
    may_speak_for_people: bool = False
    """May exchange a person's subject for a token: for tests and for loading made-up people."""

    def is_proved_by(self, secret: str | None) -> bool:
        """Compared in constant time; a public client proves nothing here."""
        if self.secret is None:
            return secret is None
        return secret is not None and hmac.compare_digest(self.secret.encode(), secret.encode())


def read_clients(path: Path) -> dict[str, Client]:
    """All clients by id; raises ValidationError when the file is not a list of clients."""
    return {client.id: client for client in TypeAdapter(list[Client]).validate_json(path.read_bytes())}
