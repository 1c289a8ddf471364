"""Proposals and mentorships, in memory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from mentoring.matching.domain.errors.mentorships import MentorshipUnknown
from mentoring.matching.domain.errors.proposals import ProposalUnknown
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.cohort import Bar
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

    async def hold_open_of_person(self, person: UUID) -> Sequence[Proposal]:
        return [one for one in self._open() if person in {one.mentor, one.mentee}]

    async def bars(self, program: UUID) -> dict[tuple[UUID, UUID], Bar]:
        strength: dict[str, Bar] = {"declined": "declined", "agreed": "paired", "open": "proposed"}
        found: dict[tuple[UUID, UUID], Bar] = {}
        for state, bar in strength.items():
            for one in self._memory.proposals.values():
                if (one.program, one.state) == (program, state):
                    found[one.mentor, one.mentee] = bar
        return found

    def _open(self) -> list[Proposal]:
        return sorted((one for one in self._memory.proposals.values() if one.state == "open"), key=lambda one: one.id)


class MemoryMentorships:
    """See `ports.Mentorships`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, mentorship: Mentorship) -> None:
        self._memory.mentorships[mentorship.id] = mentorship

    async def get(self, mentorship: UUID) -> Mentorship:
        if mentorship not in self._memory.mentorships:
            raise MentorshipUnknown(mentorship=mentorship)
        return self._memory.mentorships[mentorship]

    async def hold(self, mentorship: UUID) -> Mentorship:
        return await self.get(mentorship)

    async def hold_running_of_person(self, person: UUID) -> Sequence[Mentorship]:
        running = [one for one in self._memory.mentorships.values() if one.state in {"active", "paused"}]
        return sorted((one for one in running if person in {one.mentor, one.mentee}), key=lambda one: one.id)

    async def save(self, mentorship: Mentorship) -> None:
        self._memory.mentorships[mentorship.id] = mentorship
