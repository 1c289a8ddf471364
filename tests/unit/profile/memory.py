"""Profile's memory without a database; it passes the same suite as the real one."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from mentoring.profile.adapters.hr_files.columns import Columns
from mentoring.profile.adapters.hr_files.reader import CsvFiles
from mentoring.profile.domain.errors import ImportRunning
from mentoring.profile.domain.hr_import import Counts, Import, Plan
from mentoring.profile.domain.hr_row import BadRow, HrRow, Remark
from mentoring.profile.domain.participant import Participant
from mentoring.profile.domain.person import Person
from mentoring.profile.domain.reporting_lines import Lines
from mentoring.profile.ports import Cells, Colleagues, Twice
from mentoring.testing.work import InMemoryWork


class People:
    def __init__(self) -> None:
        self.kept: dict[UUID, Person] = {}

    async def hold(self, people: Collection[UUID]) -> dict[UUID, Person]:
        return {person: self.kept[person] for person in people if person in self.kept}

    async def add(self, people: Sequence[Person]) -> None:
        assert not self.kept.keys() & {person.id for person in people}
        await self.save(people)

    async def save(self, people: Sequence[Person]) -> None:
        self.kept |= {person.id: person for person in people}
        for person in people:
            assert person.manager is None or person.manager in self.kept, "managers come first"

    def by_employee_id(self) -> dict[str, Person]:
        return {person.employee_id: person for person in self.kept.values()}


class Participants:
    def __init__(self) -> None:
        self.kept: dict[UUID, Participant] = {}

    async def of(self, people: Collection[UUID]) -> dict[UUID, Participant]:
        return {person: self.kept[person] for person in people if person in self.kept}

    async def save(self, participant: Participant) -> None:
        self.kept[participant.person] = participant


class Imports:
    def __init__(self) -> None:
        self.kept: dict[UUID, Import] = {}
        self.remarks: dict[UUID, dict[int, Remark]] = {}

    async def claim(self) -> None:
        if any(one.state in {"reading", "applying"} for one in self.kept.values()):
            raise ImportRunning

    async def add(self, one: Import) -> None:
        self.kept[one.id] = one

    async def save(self, one: Import) -> None:
        self.kept[one.id] = one

    async def hold_applying(self) -> Import | None:
        return next((one for one in self.kept.values() if one.state == "applying"), None)

    async def report(self, one: UUID, remarks: Sequence[Remark], first: int) -> None:
        self.remarks.setdefault(one, {}).update(enumerate(remarks, start=first))


class Staging:
    def __init__(self, people: People) -> None:
        self._people = people
        self._rows: list[tuple[HrRow, UUID | None]] = []
        self._lined_up: dict[UUID, list[Person]] = {}

    async def add(self, rows: Sequence[tuple[HrRow, UUID]]) -> None:
        self._rows += rows

    async def add_bad(self, rows: Sequence[BadRow]) -> None:
        self._rows += [(HrRow(row.line, row.employee_id), None) for row in rows if row.employee_id]

    async def drop_twice(self) -> list[Twice]:
        first: dict[str, int] = {}
        twice = []
        for row, candidate in sorted(self._rows, key=lambda staged: staged[0].line):
            if first.setdefault(row.employee_id, row.line) != row.line:
                twice.append(Twice(row.line, row.employee_id, first[row.employee_id], candidate is not None))
        self._drop({row.line for row in twice})
        return twice

    async def drop_unknown_leavers(self) -> int:
        known = self._people.by_employee_id()
        dropped = {row.line for row, _ in self._usable() if row.status == "left" and row.employee_id not in known}
        self._drop(dropped)
        return len(dropped)

    async def drop_unnamed(self) -> list[HrRow]:
        known = self._people.by_employee_id()
        unnamed = [
            HrRow(row.line, row.employee_id)
            for row, _ in self._usable()
            if not row.given_name and not row.family_name and row.employee_id not in known
        ]
        self._drop({row.line for row in unnamed})
        return sorted(unnamed)

    async def unknown_managers(self) -> list[HrRow]:
        there = self._people.by_employee_id().keys() | {row.employee_id for row, _ in self._usable()}
        return [
            HrRow(row.line, row.employee_id, manager=row.manager)
            for row, _ in self._usable()
            if row.manager and row.manager not in there
        ]

    async def lines(self) -> tuple[Mapping[UUID, UUID | None], Mapping[UUID, UUID | None]]:
        standing = {person.id: person.manager for person in self._people.kept.values()}
        wishes = [wish for _, wish in self._wishes()]
        wished = {wish.id: wish.manager for wish in wishes if wish.manager != standing.get(wish.id)}
        return wished, {**standing, **{person: standing.get(person) for person in wished}}

    async def lines_of(self, people: Collection[UUID]) -> dict[UUID, int]:
        return {wish.id: line for line, wish in self._wishes() if wish.id in people}

    async def absent(self) -> tuple[int, list[str]]:
        absent = sorted(person.employee_id for person in self._absent())
        return len(absent), absent[:10]

    async def compare(self, one: UUID, lines: Lines[UUID], *, absent_leave: bool) -> Plan:
        kept = self._people.kept
        usable = len(self._usable())
        changed = []
        for line, wish in self._wishes():
            before = kept.get(wish.id)
            settled = _with(wish, manager=before.manager if before else None) if wish.id in lines.kept else wish
            if settled != before:
                changed.append((lines.rank.get(wish.id, 1 << 30), line, settled))
        lined_up = [person for _, _, person in sorted(changed, key=lambda one: one[:2])]
        kinds = [_kind(kept.get(person.id), person) for person in lined_up]
        gone = [_with(person, status="left") for person in self._absent()] if absent_leave else []
        self._lined_up[one] = [*lined_up, *sorted(gone, key=lambda person: person.id)]
        self._rows.clear()
        counts = {kind: kinds.count(kind) for kind in ("joined", "rehired", "changed")}
        left = kinds.count("left") + len(gone)
        return Plan(
            counts=Counts(**counts, left=left, unchanged=usable - len(lined_up)),
            employed=sum(person.status != "left" for person in kept.values()),
            pending=len(self._lined_up[one]),
        )

    async def take(self, one: UUID, after: int, most: int) -> list[Person]:
        assert after >= 0
        waiting = self._lined_up[one]
        taken, self._lined_up[one] = waiting[:most], waiting[most:]
        return taken

    async def drop(self, one: UUID) -> None:
        self._lined_up.pop(one, None)

    def _usable(self) -> list[tuple[HrRow, UUID]]:
        return [(row, candidate) for row, candidate in self._rows if candidate is not None]

    def _drop(self, lines: set[int]) -> None:
        self._rows = [staged for staged in self._rows if staged[0].line not in lines]

    def _absent(self) -> list[Person]:
        there = {row.employee_id for row, _ in self._rows}
        return [
            person
            for person in self._people.kept.values()
            if person.status != "left" and person.employee_id not in there
        ]

    def _wishes(self) -> list[tuple[int, Person]]:
        known = self._people.by_employee_id()
        ids = {row.employee_id: candidate for row, candidate in self._usable()}
        ids |= {employee_id: person.id for employee_id, person in known.items()}
        wishes = []
        for row, candidate in self._usable():
            before = known.get(row.employee_id) or Person(candidate, row.employee_id, "", "")
            told: dict[str, Any] = {
                field: value or None if field not in {"given_name", "family_name", "languages"} else value
                for field, value in row._asdict().items()
                if field not in {"line", "employee_id", "manager"} and value is not None
            }
            if row.manager is not None:
                told["manager"] = ids.get(row.manager)
            wishes.append((row.line, _with(before, **told)))
        return wishes


def _with(person: Person, **changes: Any) -> Person:
    from dataclasses import replace

    return replace(person, **changes)


def _kind(before: Person | None, after: Person) -> str:
    if before is None:
        return "joined"
    if (before.status == "left") == (after.status == "left"):
        return "changed"
    return "left" if after.status == "left" else "rehired"


class MemoryWork(InMemoryWork):
    """A unit of work that is never committed, because all of it is true at once."""

    def __init__(self, columns: Columns | None = None) -> None:
        super().__init__()
        self.people = People()
        self.participants = Participants()
        self.imports = Imports()
        self.staging = Staging(self.people)
        self.hr_files = CsvFiles(columns or Columns())


class MemoryViews:
    """What doors show, of a MemoryWork."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def person(self, person: UUID) -> Person | None:
        return self._work.people.kept.get(person)

    async def people(self, which: Colleagues, after: UUID | None, most: int) -> list[Person]:
        found = sorted(self._work.people.kept.values(), key=lambda person: person.id)
        return [
            person
            for person in found
            if (after is None or person.id > after)
            and which.employee_id in {None, person.employee_id}
            and which.status in {None, person.status}
            and (which.email is None or which.email.lower() == (person.email or "").lower())
        ][:most]

    async def participant(self, person: UUID) -> Participant | None:
        known = self._work.people.kept.get(person)
        return self._work.participants.kept.get(person, Participant.of(known)) if known else None

    async def import_(self, one: UUID) -> Import | None:
        return self._work.imports.kept.get(one)

    async def imports(self, after: UUID | None, most: int) -> list[Import]:
        found = sorted(self._work.imports.kept.values(), key=lambda one: one.id, reverse=True)
        return [one for one in found if after is None or one.id < after][:most]

    async def remarks(self, one: UUID, after: int, most: int) -> list[tuple[int, Remark]]:
        return [(place, remark) for place, remark in self._work.imports.remarks.get(one, {}).items() if place > after][
            :most
        ]


async def one_page(*rows: Cells | BadRow) -> AsyncIterator[Sequence[Cells | BadRow]]:
    yield rows


def a_path(folder: Path, content: bytes | str, name: str = "hr.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
