"""Drafts, in PostgreSQL: written by COPY, since there may be a hundred thousand pairs."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.errors.runs import PairNotDrafted
from mentoring.matching.domain.kept_pairs import PersonPair
from mentoring.matching.domain.pairing.draft import Draft, Pair
from mentoring.matching.domain.pairing.drafted import DraftedPair, Last, Wanted
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.run_edit import Edited
from mentoring.matching.domain.run_refresh import Refreshed
from mentoring.matching.domain.terms.weights import CRITERIA
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "drafts.sql")

_PAIR = ("run", "rank", "mentor", "mentee", "mentor_enrollment", "mentee_enrollment", "points", "parts", "group")
_ALONE = ("run", "rank", "enrollment", "person", "place", "why", "facts")
_PRICE = ("run", "enrollment", "price")


class PostgresDrafts:
    """See `ports.Drafts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, run: UUID, draft: Draft) -> None:
        """Three streams, whatever the size; ranks start at 1."""
        await self.drop(run)
        await self._add(run, draft.pairs, draft.unmatched)
        await self._price(run, draft.prices)

    async def _price(self, run: UUID, found: Mapping[UUID, int]) -> None:
        prices = ((run, enrollment, price) for enrollment, price in found.items())
        await self._connection.copy_records_to_table("draft_prices", records=prices, columns=_PRICE)

    async def _add(
        self, run: UUID, pairs: Sequence[Pair], unmatched: Sequence[Unmatched], behind: tuple[int, int] = (0, 0)
    ) -> None:
        together = (
            (
                run,
                rank,
                pair.mentor,
                pair.mentee,
                pair.mentor_enrollment,
                pair.mentee_enrollment,
                pair.points,
                numbers(pair.parts),
                pair.group,
            )
            for rank, pair in enumerate(pairs, start=behind[0] + 1)
        )
        await self._connection.copy_records_to_table("draft_pairs", records=together, columns=_PAIR)
        alone = (
            (run, rank, one.enrollment, one.person, one.place, one.why, dict(one.facts))
            for rank, one in enumerate(unmatched, start=behind[1] + 1)
        )
        await self._connection.copy_records_to_table("draft_unmatched", records=alone, columns=_ALONE)

    async def mentors_of(self, run: UUID, mentee: UUID) -> Sequence[UUID]:
        """Read."""
        return [row["mentor"] for row in await sql.draft_mentors_of(self._connection, run=run, mentee=mentee)]

    async def change(self, run: UUID, edited: Edited) -> None:
        """What came is put behind the rest."""
        await self._drop_pairs(run, edited.lost)
        found = [place for pair in edited.gained for place in (pair.mentor_enrollment, pair.mentee_enrollment)]
        alone = [one.enrollment for one in edited.alone]
        await sql.drop_draft_unmatched(self._connection, run=run, ids=found + alone)
        last = await sql.last_ranks(self._connection, run=run)
        await self._add(run, edited.gained, edited.alone, (last["pairs"], last["alone"]))

    async def renew(self, run: UUID, refreshed: Refreshed) -> None:
        """What came, or has other points, is put behind the rest; everybody without a pair is told anew."""
        rescored = [(pair.mentor, pair.mentee) for pair in refreshed.rescored]
        await self._drop_pairs(run, [*refreshed.lost, *rescored])
        last = await sql.last_ranks(self._connection, run=run)
        await sql.drop_all_beside_pairs(self._connection, run=run)
        await self._add(run, [*refreshed.gained, *refreshed.rescored], refreshed.unmatched, (last["pairs"], 0))
        await self._price(run, refreshed.prices)

    async def _drop_pairs(self, run: UUID, pairs: Sequence[PersonPair]) -> None:
        mentors, mentees = [mentor for mentor, _ in pairs], [mentee for _, mentee in pairs]
        await sql.drop_draft_pairs(self._connection, run=run, mentors=mentors, mentees=mentees)

    async def prices(self, run: UUID) -> dict[UUID, int]:
        """Read."""
        found = await sql.draft_prices(self._connection, run=run)
        return {row["enrollment"]: row["price"] for row in found}

    async def to_publish(self, run: UUID, after: int, most: int) -> Sequence[DraftedPair]:
        """Read."""
        found = await sql.draft_pairs_to_publish(self._connection, run=run, after=after, most=most)
        return [_pair(row) for row in found]

    async def drop(self, run: UUID) -> None:
        """Delete."""
        await sql.drop_draft(self._connection, run=run)

    async def page(self, run: UUID, wanted: Wanted, last: Last | None, size: int) -> Sequence[DraftedPair]:
        """A page."""
        found = await sql.draft_pairs_after(
            self._connection,
            run=run,
            person=wanted.person,
            least=wanted.least,
            most=wanted.most,
            last_points=None if last is None else last[0],
            last_rank=None if last is None else last[1],
            size=size,
        )
        return [_pair(row) for row in found]

    async def pair(self, run: UUID, mentor: UUID, mentee: UUID) -> DraftedPair:
        """One."""
        row = await sql.draft_pair(self._connection, run=run, mentor=mentor, mentee=mentee)
        if row is None:
            raise PairNotDrafted(mentor=mentor, mentee=mentee)
        return _pair(row)

    async def unmatched_after(self, run: UUID, last: int, most: int) -> Sequence[tuple[int, Unmatched]]:
        """A page."""
        found = await sql.draft_unmatched_after(self._connection, run=run, after=last, most=most)
        return [(row["rank"], rows.read(rows.UNMATCHED, row, "run", "rank")) for row in found]


def numbers(parts: Mapping[str, int]) -> list[int | None]:
    """Points in the order of the criteria; None where one is not weighed."""
    return [parts.get(criterion) for criterion in CRITERIA]


def _pair(row: rows.Row) -> DraftedPair:
    parts = {str(code): points for code, points in zip(CRITERIA, row["parts"], strict=True) if points is not None}
    return DraftedPair(
        row["rank"],
        row["mentor"],
        row["mentee"],
        row["mentor_enrollment"],
        row["mentee_enrollment"],
        parts,
        row["group"],
    )
