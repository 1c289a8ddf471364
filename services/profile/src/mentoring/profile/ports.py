"""What the use cases of profile need."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import UUID

from mentoring import kernel
from mentoring.profile.domain.hr_import import Import, Plan
from mentoring.profile.domain.hr_row import BadRow, HrRow, Remark
from mentoring.profile.domain.participant import Participant
from mentoring.profile.domain.person import Person
from mentoring.profile.domain.reporting_lines import Lines


class People(Protocol):
    """Everybody HR has told of."""

    async def hold(self, people: Collection[UUID]) -> dict[UUID, Person]:
        """Those of them who exist, held until the work ends."""
        ...

    async def add(self, people: Sequence[Person]) -> None:
        """Store new people. Managers are there already, or among them."""
        ...

    async def save(self, people: Sequence[Person]) -> None:
        """Store people who are held."""
        ...


class Participants(Protocol):
    """The profiles that their owners have saved."""

    async def of(self, people: Collection[UUID]) -> dict[UUID, Participant]:
        """Profiles of people who are held; whoever has saved none is not in it."""
        ...

    async def save(self, participant: Participant) -> None:
        """Store one."""
        ...


class Imports(Protocol):
    """The imports and their row reports."""

    async def claim(self) -> None:
        """The people's reporting lines are ours alone until the work ends, and no import is running.

        Raises:
            ImportRunning: one is being read or applied.
        """
        ...

    async def add(self, one: Import) -> None: ...
    async def save(self, one: Import) -> None: ...

    async def hold_applying(self) -> Import | None:
        """The import that is being applied, held; None where there is none or another process has it."""
        ...

    async def report(self, one: UUID, remarks: Sequence[Remark], first: int) -> None:
        """Keep remarks; ``first`` is the place of the first of them in the report."""
        ...


@dataclass(frozen=True, slots=True)
class Twice:
    """A row that was dropped, because an earlier one speaks of the same person."""

    line: int
    employee_id: str
    first: int
    usable: bool
    """Whether nothing else is wrong with the dropped row."""


class Staging(Protocol):
    """The rows being read. Set-based, because there may be a million of them.

    The order of calls: ``add`` all, the four checks, ``lines``, ``compare``. Rows are as the source says things, until
    ``compare`` makes of them the people whom they describe.
    """

    async def add(self, rows: Sequence[tuple[HrRow, UUID]]) -> None:
        """Usable rows, each with the id that its person gets if new."""
        ...

    async def add_bad(self, rows: Sequence[BadRow]) -> None:
        """Unusable rows that say whom they speak of: these people are not absent."""
        ...

    async def drop_twice(self) -> list[Twice]:
        """Of several rows for one person, the first stays."""
        ...

    async def drop_unknown_leavers(self) -> int:
        """Whoever is new and has left is not taken in."""
        ...

    async def drop_unnamed(self) -> list[HrRow]:
        """Whoever is new and has no name is not taken in."""
        ...

    async def unknown_managers(self) -> list[HrRow]:
        """Rows whose manager is nobody in the source or among the people. They are left without one."""
        ...

    async def lines(self) -> tuple[Mapping[UUID, UUID | None], Mapping[UUID, UUID | None]]:
        """The wished lines of all whose manager changes, and the standing ones of them and all above."""
        ...

    async def lines_of(self, people: Collection[UUID]) -> dict[UUID, int]:
        """Of staged people, where in the source they stand."""
        ...

    async def compare(self, one: UUID, lines: Lines[UUID], *, absent_leave: bool) -> Plan:
        """Line up, for import ``one``, whoever would be changed, those above first; forget the rows."""
        ...

    async def absent(self) -> tuple[int, list[str]]:
        """How many people who have not left are not in the source, and the first few of their employee ids."""
        ...

    async def take(self, one: UUID, after: int, most: int) -> list[Person]:
        """The next people of the line-up, as they shall be. They leave it."""
        ...

    async def drop(self, one: UUID) -> None:
        """Forget the line-up."""
        ...


class Cells(NamedTuple):
    """A row of a source, its texts in the order of FIELDS; None where the source does not tell the field."""

    line: int
    texts: Sequence[str | None]


Rows = AsyncIterator[Sequence[Cells | BadRow]]
"""Pages of rows."""


class HrFiles(Protocol):
    """How this company's HR files look."""

    @property
    def largest_share_of_leavers(self) -> float:
        """Of the people who have not left; a file by which more would leave is refused."""
        ...

    def read(self, path: Path) -> Rows:
        """The rows of a file.

        Raises:
            FileRefused: it is no such file: empty, no text, or its header lacks a column.
        """
        ...


class Work(kernel.Work, Protocol):
    """The unit of work of profile."""

    @property
    def people(self) -> People: ...
    @property
    def participants(self) -> Participants: ...
    @property
    def imports(self) -> Imports: ...
    @property
    def staging(self) -> Staging: ...
    @property
    def hr_files(self) -> HrFiles: ...


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Which people a list shows."""

    employee_id: str | None = None
    email: str | None = None
    status: str | None = None


class Views(Protocol):
    """What doors show. Lists have a fixed order and begin behind ``after``; ``most`` rows at most."""

    async def person(self, person: UUID) -> Person | None: ...
    async def people(self, which: Colleagues, after: UUID | None, most: int) -> list[Person]: ...

    async def participant(self, person: UUID) -> Participant | None:
        """Saved or not; None where there is no such person."""
        ...

    async def import_(self, one: UUID) -> Import | None: ...
    async def imports(self, after: UUID | None, most: int) -> list[Import]: ...

    async def remarks(self, one: UUID, after: int, most: int) -> list[tuple[int, Remark]]:
        """The row report, each remark with its place in it."""
        ...
