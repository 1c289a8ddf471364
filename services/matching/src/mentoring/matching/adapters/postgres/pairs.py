"""Proposals, in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.adapters.postgres.kept_pairs import excluded
from mentoring.matching.domain.errors.proposals import ProposalUnknown
from mentoring.matching.domain.pairing.cohort import Bar
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.proposal import Proposal
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "pairs.sql")


class PostgresProposals:
    """See `ports.Proposals`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, proposals: Sequence[Proposal]) -> None:
        """One statement."""
        await sql.add_proposals(self._connection, rows=rows.written(rows.PROPOSAL, proposals))

    async def get(self, proposal: UUID) -> Proposal:
        """Read."""
        return self._found(await sql.proposal(self._connection, id=proposal), proposal)

    async def hold(self, proposal: UUID) -> Proposal:
        """Read, locked."""
        return self._found(await sql.hold_proposal(self._connection, id=proposal), proposal)

    async def save(self, proposals: Sequence[Proposal]) -> None:
        """One statement."""
        await sql.save_proposals(self._connection, rows=rows.written(rows.PROPOSAL, proposals))

    async def hold_expired(self, at: datetime, most: int) -> Sequence[Proposal]:
        """Read, locked, or passed over."""
        found = await sql.hold_expired_proposals(self._connection, at=at, most=most)
        return [rows.read(rows.PROPOSAL, row) for row in found]

    async def hold_to_nudge(self, at: datetime, most: int) -> Sequence[Proposal]:
        """Read, locked, or passed over."""
        found = await sql.hold_proposals_to_nudge(self._connection, at=at, most=most)
        return [rows.read(rows.PROPOSAL, row) for row in found]

    async def hold_open_of_person(self, person: UUID) -> Sequence[Proposal]:
        """Read, locked in order."""
        found = await sql.hold_open_proposals_of_person(self._connection, person=person)
        return [rows.read(rows.PROPOSAL, row) for row in found]

    async def bars(self, program: UUID) -> dict[tuple[UUID, UUID], Bar]:
        """One query."""
        found = await sql.bars(self._connection, program=program)
        bars: dict[tuple[UUID, UUID], Bar] = {(row["mentor"], row["mentee"]): row["bar"] for row in found}
        return bars | await excluded(self._connection, program)

    async def bars_of(self, program: UUID, pairs: Collection[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Bar]:
        """One query."""
        mentors, mentees = [mentor for mentor, _ in pairs], [mentee for _, mentee in pairs]
        found = await sql.bars_of(self._connection, program=program, mentors=mentors, mentees=mentees)
        bars: dict[tuple[UUID, UUID], Bar] = {(row["mentor"], row["mentee"]): row["bar"] for row in found}
        return bars | await excluded(self._connection, program, set(pairs))

    async def mentors_offered(self, mentee_enrollments: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        """One query."""
        found = await sql.mentors_offered(self._connection, ids=list(mentee_enrollments))
        return {row["place"]: frozenset(row["mentors"]) for row in found}

    async def asked_open(self, program: UUID, by: UUID) -> int:
        """Counted."""
        found: int = await sql.asked_open(self._connection, program=program, by=by)
        return found

    async def hold_open_of_places(self, enrollments: Collection[UUID]) -> Sequence[Proposal]:
        """Read, locked in order."""
        found = await sql.hold_open_proposals_of_places(self._connection, ids=list(enrollments))
        return [rows.read(rows.PROPOSAL, row) for row in found]

    async def explain(self, explained: Sequence[tuple[Proposal, Explanation]]) -> None:
        """One statement."""
        written = [
            {
                "proposal": str(one.id),
                "mentor": str(one.mentor),
                "mentee": str(one.mentee),
                "explanation": rows.EXPLANATION.dump_python(explanation, mode="json"),
            }
            for one, explanation in explained
        ]
        await sql.explain_proposals(self._connection, rows=written)

    async def forget(self, people: Collection[UUID]) -> None:
        """One statement."""
        await sql.forget_proposal_explanations(self._connection, ids=list(people))

    async def explanation(self, proposal: UUID) -> Explanation | None:
        """Of one that came of no run."""
        found = await sql.proposal_explanation(self._connection, proposal=proposal)
        return None if found is None else rows.EXPLANATION.validate_python(found)

    @staticmethod
    def _found(row: Any, proposal: UUID) -> Proposal:
        if row is None:
            raise ProposalUnknown(proposal=proposal)
        return rows.read(rows.PROPOSAL, row)


class PostgresLetters:
    """See `ports.Letters`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, letters: Mapping[UUID, tuple[Proposal, str]]) -> None:
        """One statement."""
        written = [
            {"proposal": str(one.id), "mentor": str(one.mentor), "mentee": str(one.mentee), "message": message}
            for one, message in letters.values()
        ]
        await sql.keep_messages(self._connection, rows=written)

    async def forget(self, people: Collection[UUID]) -> None:
        """One statement."""
        await sql.forget_messages(self._connection, ids=list(people))

    async def of(self, proposal: UUID) -> str | None:
        """One."""
        found: str | None = await sql.message(self._connection, proposal=proposal)
        return found
