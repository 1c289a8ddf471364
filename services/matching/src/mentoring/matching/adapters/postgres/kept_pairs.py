"""Pairs that runs never, or always, make, in PostgreSQL."""

from collections.abc import Collection
from uuid import UUID

from mentoring.matching.domain.kept_pairs import KeptPairs, PersonPair
from mentoring.matching.domain.pairing.cohort import Bar
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "kept_pairs.sql")


class PostgresKept:
    """See `ports.Kept`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, program: UUID) -> KeptPairs:
        """Read."""
        found: dict[str, set[PersonPair]] = {"excluded": set(), "required": set()}
        for row in await sql.kept_pairs(self._connection, program=program):
            found[row["word"]].add((row["mentor"], row["mentee"]))
        return KeptPairs(frozenset(found["excluded"]), frozenset(found["required"]))

    async def save(self, program: UUID, pairs: KeptPairs) -> None:
        """All of them anew."""
        await sql.drop_kept_pairs(self._connection, program=program)
        records = [
            (program, word, *pair)
            for word, those in (("excluded", pairs.excluded), ("required", pairs.required))
            for pair in sorted(those)
        ]
        columns = ("program", "word", "mentor", "mentee")
        await self._connection.copy_records_to_table("kept_pairs", records=records, columns=columns)

    async def forget(self, people: Collection[UUID]) -> None:
        """Delete."""
        await sql.forget_kept_pairs(self._connection, ids=list(people))


async def excluded(
    connection: Connection, program: UUID, among: Collection[PersonPair] | None = None
) -> dict[PersonPair, Bar]:
    """Excluded pairs as bars, whichever of the two would be the mentor: all, or those of ``among``."""
    people = None if among is None else list({person for pair in among for person in pair})
    found = await sql.excluded_pairs(connection, program=program, people=people)
    there = {pair for row in found for pair in ((row["mentor"], row["mentee"]), (row["mentee"], row["mentor"]))}
    return dict.fromkeys(there if among is None else there & {*among}, "excluded")
