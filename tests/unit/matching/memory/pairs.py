"""Proposals, in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from mentoring.matching.domain.errors.proposals import ProposalUnknown
from mentoring.matching.domain.kept_pairs import KeptPairs
from mentoring.matching.domain.pairing.cohort import Bar
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.proposal import Proposal
from tests.unit.matching.memory.store import Memory


class MemoryProposals:
    """See `ports.Proposals`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, proposals: Sequence[Proposal]) -> None:
        await self.save(proposals)

    async def get(self, proposal: UUID) -> Proposal:
        if proposal not in self._memory.proposals:
            raise ProposalUnknown(proposal=proposal)
        return self._memory.proposals[proposal]

    async def hold(self, proposal: UUID) -> Proposal:
        return await self.get(proposal)

    async def save(self, proposals: Sequence[Proposal]) -> None:
        self._memory.proposals.update({one.id: one for one in proposals})

    async def hold_expired(self, at: datetime, most: int) -> Sequence[Proposal]:
        due = [one for one in self._open() if one.open_until <= at]
        return sorted(due, key=lambda one: one.open_until)[:most]

    async def hold_to_nudge(self, at: datetime, most: int) -> Sequence[Proposal]:
        due = [one for one in self._open() if one.nudge_at is not None and one.nudge_at <= at]
        return sorted(due, key=lambda one: (one.nudge_at, one.id))[:most]

    async def hold_open_of_person(self, person: UUID) -> Sequence[Proposal]:
        return [one for one in self._open() if person in {one.mentor, one.mentee}]

    async def bars(self, program: UUID) -> dict[tuple[UUID, UUID], Bar]:
        enrolled = {one.person for one in self._memory.enrollments.values() if one.program == program}
        found: dict[tuple[UUID, UUID], Bar] = {}
        for bond in self._memory.mentorships.values():
            if bond.mentor in enrolled and bond.program != program:
                found[bond.mentor, bond.mentee] = "paired-elsewhere"
        for bond in self._memory.mentorships.values():
            if bond.program == program:
                found[bond.mentor, bond.mentee] = "paired"
        mine = [one for one in self._memory.proposals.values() if one.program == program]
        found |= {(one.mentor, one.mentee): "declined" for one in mine if one.state == "declined"}
        for bond in self._memory.mentorships.values():
            if bond.mentor in enrolled and bond.state in {"active", "paused"}:
                found[bond.mentor, bond.mentee] = "together"
        found |= {(one.mentor, one.mentee): "proposed" for one in mine if one.state == "open"}
        return found | self._excluded(program)

    async def bars_of(self, program: UUID, pairs: Collection[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Bar]:
        bars = await self.bars(program)
        found = self._memory.programs.get(program)
        peers = found is not None and found.kind == "peer"
        turned = {(mentee, mentor): bar for (mentor, mentee), bar in bars.items()} if peers else {}
        return {pair: bar for pair, bar in (turned | bars).items() if pair in pairs}

    def _excluded(self, program: UUID) -> dict[tuple[UUID, UUID], Bar]:
        pairs = self._memory.kept.get(program, KeptPairs()).excluded
        return dict.fromkeys((two for pair in pairs for two in (pair, pair[::-1])), "excluded")

    async def explain(self, explained: Sequence[tuple[Proposal, Explanation]]) -> None:
        self._memory.explanations.update({one.id: explanation for one, explanation in explained})

    async def forget(self, people: Collection[UUID]) -> None:
        for one in self._memory.proposals.values():
            if {one.mentor, one.mentee} & set(people) and one.id in self._memory.explanations:
                self._memory.explanations[one.id] = self._memory.explanations[one.id].without_words()

    async def mentors_offered(self, mentee_enrollments: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        offered = [one for one in self._memory.proposals.values() if one.mentee_enrollment in mentee_enrollments]
        return {
            place: frozenset(one.mentor for one in offered if one.mentee_enrollment == place)
            for place in {one.mentee_enrollment for one in offered}
        }

    async def asked_open(self, program: UUID, by: UUID) -> int:
        return sum((one.program, one.asked_by) == (program, by) for one in self._open())

    async def hold_open_of_places(self, enrollments: Collection[UUID]) -> Sequence[Proposal]:
        return [one for one in self._open() if {one.mentor_enrollment, one.mentee_enrollment} & set(enrollments)]

    def _open(self) -> list[Proposal]:
        return sorted((one for one in self._memory.proposals.values() if one.state == "open"), key=lambda one: one.id)


class MemoryBookmarks:
    """See `ports.Bookmarks`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, owner: UUID, person: UUID, at: datetime) -> None:
        self._memory.bookmarks.setdefault((owner, person), at)

    async def remove(self, owner: UUID, person: UUID) -> bool:
        return self._memory.bookmarks.pop((owner, person), None) is not None

    async def count(self, owner: UUID) -> int:
        return sum(one == owner for one, _ in self._memory.bookmarks)

    async def forget(self, people: Collection[UUID]) -> None:
        for pair in list(self._memory.bookmarks):
            if set(pair) & set(people):
                del self._memory.bookmarks[pair]


class MemoryLetters:
    """See `ports.Letters`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def keep(self, letters: Mapping[UUID, tuple[Proposal, str]]) -> None:
        self._memory.messages.update(letters)

    async def forget(self, people: Collection[UUID]) -> None:
        for proposal, (one, _) in list(self._memory.messages.items()):
            if {one.mentor, one.mentee} & set(people):
                del self._memory.messages[proposal]
