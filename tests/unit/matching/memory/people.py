"""The people, in memory."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from mentoring.matching.domain.person import SILENT, Hours, HrRecord, Participant, Person, Status
from tests.unit.matching.memory.store import Memory


class MemoryPeople:
    """See `ports.People`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, people: Collection[UUID]) -> dict[UUID, Person]:
        known = [self._memory.people[person] for person in people if person in self._memory.people]
        says = self._memory.participants
        return {
            one.id: Person(
                id=one.id,
                status=one.status,
                zone=one.zone,
                locale=one.locale,
                stage=one.stage,
                says=says.get(one.id, SILENT),
                site=one.site,
                department=one.department,
                function=one.function,
                hours=self._memory.hours.get(one.id),
                paused_until=self._memory.paused.get(one.id),
                frozen_at=self._memory.frozen.get(one.id),
            )
            for one in known
        }

    async def hold(self, people: Collection[UUID]) -> dict[UUID, Person]:
        return await self.of(people)

    async def with_employee_ids(self, ids: Collection[str]) -> dict[str, UUID]:
        found = [one for one in self._memory.people.values() if one.employee_id in ids]
        in_order = sorted(found, key=lambda one: (one.status == "left", one.id), reverse=True)
        return {one.employee_id: one.id for one in in_order}

    async def managers(self) -> dict[UUID, UUID]:
        return {one.id: one.manager for one in self._memory.people.values() if one.manager is not None}

    async def chains(self, people: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        chains = {}
        for person in people:
            above: set[UUID] = set()
            at = self._memory.people.get(person)
            while at is not None and at.manager is not None and at.manager not in above:
                above.add(at.manager)
                at = self._memory.people.get(at.manager)
            if above:
                chains[person] = frozenset(above)
        return chains

    async def keep(self, records: Iterable[HrRecord]) -> None:
        self._memory.people.update({record.id: record for record in records})

    async def forget(self, people: Collection[UUID]) -> None:
        for person in people:
            self._memory.people.pop(person, None)
            self._memory.hours.pop(person, None)
            self._memory.paused.pop(person, None)
            self._memory.frozen.pop(person, None)
            self._memory.participants.pop(person, None)

    async def keep_participants(self, participants: Mapping[UUID, Participant]) -> None:
        self._memory.participants.update(participants)

    async def forget_participants(self, people: Collection[UUID]) -> None:
        for person in people:
            self._memory.participants.pop(person, None)

    async def keep_hours(self, hours: Mapping[UUID, Hours]) -> None:
        self._memory.hours.update(hours)

    async def forget_hours(self, people: Collection[UUID]) -> None:
        for person in people:
            self._memory.hours.pop(person, None)

    async def set_status(self, person: UUID, status: Status) -> None:
        if person in self._memory.people:
            self._memory.people[person] = replace(self._memory.people[person], status=status)

    async def pause(self, person: UUID, until: datetime | None) -> None:
        if until is None:
            self._memory.paused.pop(person, None)
        elif person in self._memory.people:
            self._memory.paused[person] = until

    async def freeze(self, person: UUID, at: datetime) -> None:
        if person in self._memory.people:
            self._memory.frozen.setdefault(person, at)

    async def thaw(self, person: UUID) -> bool:
        return self._memory.frozen.pop(person, None) is not None

    async def moved_by(self, records: Collection[HrRecord]) -> tuple[set[UUID], set[UUID]]:
        before = {record.id: self._memory.people.get(record.id) for record in records}
        reporting = {one.id for one in records if (was := before[one.id]) is None or was.manager != one.manager}
        moved = {one.id for one in records if (was := before[one.id]) is None or _place(was) != _place(one)}
        return moved, reporting


def _place(record: HrRecord) -> tuple[object, ...]:
    return (record.manager, record.stage, record.site, record.department)
