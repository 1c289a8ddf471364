"""What runs were made of, in PostgreSQL: a line of text for each person, written by COPY."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter

from mentoring.matching.adapters.postgres import rows
from mentoring.matching.domain.kept_pairs import PersonPair
from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort, Side
from mentoring.matching.domain.pairing.inputs import digest, mark, read, written
from mentoring.matching.domain.pairing.since import Since
from mentoring.postgres import Connection, queries

sql = queries("mentoring.matching.adapters.postgres", "inputs.sql")

_TERMS: Final = TypeAdapter(Cohort)
_INPUT: Final = ("run", "side", "rank", "enrollment", "person", "speaks", "features")
_SIDES: Final[tuple[Side, ...]] = ("mentor", "mentee")


class PostgresInputs:
    """See `ports.Inputs`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def keep(self, run: UUID, cohort: Cohort) -> str:
        """Two streams, whatever the size."""
        await self.drop(run)
        terms = terms_of(cohort)
        await sql.keep_terms(self._connection, run=run, terms=terms)
        marks: list[bytes] = []

        def people() -> Iterator[tuple[Any, ...]]:
            for side, those in zip(_SIDES, (cohort.mentors, cohort.mentees), strict=True):
                for rank, one in enumerate(those, start=1):
                    line = written(one)
                    marks.append(mark(side, line))
                    yield _row(run, side, rank, one, line)

        await self._add(people())
        await self._bar(run, cohort.barred)
        return digest(terms, marks, [(*pair, bar) for pair, bar in cohort.barred.items()])

    async def change(self, run: UUID, terms: Cohort, since: Since) -> None:
        """Whoever is not as they were is put behind the rest."""
        await sql.keep_terms(self._connection, run=run, terms=terms_of(terms))
        for side in _SIDES:
            gone = [*since.dropped[side], *(one.enrollment for one in since.put[side])]
            await sql.drop_some_inputs(self._connection, run=run, side=side, ids=gone)
            behind = await sql.last_input(self._connection, run=run, side=side)
            await self._add(
                _row(run, side, behind + n, one, written(one)) for n, one in enumerate(since.put[side], start=1)
            )
        pairs = [*since.lifted, *since.barred]
        mentors, mentees = [mentor for mentor, _ in pairs], [mentee for _, mentee in pairs]
        await sql.drop_bars(self._connection, run=run, mentors=mentors, mentees=mentees)
        await self._bar(run, since.barred)

    async def _add(self, people: Iterable[tuple[Any, ...]]) -> None:
        await self._connection.copy_records_to_table("run_inputs", records=people, columns=_INPUT)

    async def _bar(self, run: UUID, barred: Mapping[PersonPair, Bar]) -> None:
        bars = ((run, mentor, mentee, bar) for (mentor, mentee), bar in barred.items())
        await self._connection.copy_records_to_table(
            "run_bars", records=bars, columns=("run", "mentor", "mentee", "bar")
        )

    async def all(self, run: UUID) -> Cohort:
        """Read."""
        bars = await sql.run_bars(self._connection, run=run)
        cohort = await self._cohort(run, await sql.inputs(self._connection, run=run))
        return replace(cohort, barred={(bar["mentor"], bar["mentee"]): bar["bar"] for bar in bars})

    async def of(self, run: UUID, people: Collection[UUID]) -> Cohort:
        """Read."""
        return await self._cohort(run, await sql.inputs_of(self._connection, run=run, ids=list(people)))

    async def digest(self, run: UUID) -> str:
        """Of the lines as they lie there."""
        terms: dict[str, Any] = await sql.terms(self._connection, run=run) or {}
        marks = [mark(row["side"], row["features"]) for row in await sql.inputs(self._connection, run=run)]
        bars = await sql.run_bars(self._connection, run=run)
        return digest(terms, marks, [(bar["mentor"], bar["mentee"], bar["bar"]) for bar in bars])

    async def drop_forgotten(self, run: UUID) -> int:
        """Delete."""
        dropped: int = await sql.drop_forgotten_inputs(self._connection, run=run)
        return dropped

    async def drop(self, run: UUID) -> None:
        """Delete."""
        await sql.drop_inputs(self._connection, run=run)

    async def forget(self, people: Collection[UUID]) -> None:
        """Delete."""
        await sql.forget_inputs(self._connection, ids=list(people))

    async def _cohort(self, run: UUID, found: Sequence[rows.Row]) -> Cohort:
        terms: dict[str, Any] | None = await sql.terms(self._connection, run=run)
        # Of runs from before inputs were kept there is nothing but the points.
        bare = Cohort((), (), 1970) if terms is None else _TERMS.validate_python(terms)
        sides = {side: tuple(read(row["features"]) for row in found if row["side"] == side) for side in _SIDES}
        return replace(bare, mentors=sides["mentor"], mentees=sides["mentee"])


def digest_of(cohort: Cohort) -> str:
    """What `PostgresInputs.keep` answers for it."""
    people = zip(_SIDES, (cohort.mentors, cohort.mentees), strict=True)
    marks = (mark(side, written(one)) for side, those in people for one in those)
    return digest(terms_of(cohort), marks, [(*pair, bar) for pair, bar in cohort.barred.items()])


def _row(run: UUID, side: Side, rank: int, one: Candidate, line: str) -> tuple[Any, ...]:
    return run, side, rank, one.enrollment, one.person, bool(one.shown), line


def terms_of(cohort: Cohort) -> dict[str, Any]:
    """Everything of a cohort but the people and what stands between them."""
    told: dict[str, Any] = _TERMS.dump_python(replace(cohort, mentors=(), mentees=(), barred={}), mode="json")
    for name, value in told.items():
        if isinstance(getattr(cohort, name), frozenset):
            told[name] = sorted(value)
    return told
