"""Random companies and files: the database's set-based comparison and the plain one in memory say the same."""

import asyncio
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoring.contracts import Event
from mentoring.postgres import Database
from mentoring.testing.databases import Databases
from tests.integration.profile.conftest import PostgresHouse
from tests.unit.profile.builders import Row, row
from tests.unit.profile.house import Hr, MemoryHouse

IDS = st.sampled_from([f"E{number}" for number in range(7)])
ROWS = st.builds(
    row,
    IDS | st.just(""),
    manager=IDS | st.sampled_from(["", "X9"]),
    department=st.sampled_from(["Sales", "Legal", ""]),
    function=st.sampled_from(["Sales", "Law", ""]),
    email=st.sampled_from(["a@example.org", "", "bad"]),
    job_level=st.sampled_from(["3", "", "9", "99"]),
    status=st.sampled_from(["active", "active", "active", "on-leave", "left"]),
    languages=st.sampled_from(["", "en", "en;de"]),
)
FILES = st.lists(
    st.tuples(st.lists(ROWS, min_size=1, max_size=9), st.booleans(), st.booleans()), min_size=1, max_size=4
)


async def history(hr: Hr, files: list[tuple[list[Row], bool, bool]]) -> list[object]:
    """All that can be seen of a row of imports, ids replaced by employee ids."""
    seen: list[object] = []
    for rows, dry_run, allow_leavers in files:
        hr.forget()
        one = await hr.receive(rows, dry_run=dry_run, allow_leavers=allow_leavers)
        await hr.apply(chunk=2)
        async with hr.house.views() as views:
            after = await views.import_(one.id)
        assert after is not None
        people = await hr.people()
        names = {person.id: person.employee_id for person in people.values()}
        lines = {
            person.employee_id: (names.get(person.manager) if person.manager else None) for person in people.values()
        }
        facts = [replace(person, id=one.id, manager=None) for _, person in sorted(people.items())]
        told = sorted(
            (type(fact).__name__, names.get(getattr(fact, "person", one.id), ""))
            for fact in hr.everything_told()
            if isinstance(fact, Event)
        )
        seen.append((after.state, after.reason, after.rows, after.pending, after.applied, after.expected, after.counts))
        seen.append((await hr.report(one), lines, [repr(replace(fact, id=None)) for fact in facts], told))  # type: ignore[arg-type]
        assert after.state != "finished" or dry_run or after.expected == after.counts
    return seen


def test_both_memories_tell_the_same_history(databases: Databases) -> None:
    url = databases("profile")

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(FILES)
    def holds(files: list[tuple[list[Row], bool, bool]]) -> None:
        async def both() -> None:
            async with Database.open(url, max_size=2) as database:
                async with database.transaction() as connection:
                    await connection.execute("TRUNCATE people, participants, imports, import_remarks, import_rows")
                in_postgres = await history(Hr(PostgresHouse(database)), files)
            assert await history(Hr(MemoryHouse()), files) == in_postgres

        asyncio.run(both())

    holds()
