"""Who is above whom, however the company is turned round."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from mentoring.matching.domain.finding.census import Census

PEOPLE = [UUID(int=number) for number in range(1, 9)]
SOMEBODY = st.sampled_from(PEOPLE)


def climbed(managers: dict[UUID, UUID], person: UUID) -> frozenset[UUID]:
    above: list[UUID] = []
    one = managers.get(person)
    while one is not None and one not in above:
        above.append(one)
        one = managers.get(one)
    return frozenset(above)


@given(st.dictionaries(SOMEBODY, SOMEBODY), st.lists(st.tuples(SOMEBODY, st.none() | SOMEBODY), max_size=20))
def test_after_any_moves_everybody_has_the_managers_above_them(
    managers: dict[UUID, UUID], moves: list[tuple[UUID, UUID | None]]
) -> None:
    census = Census()
    census.open(managers.items())
    for person, manager in moves:
        before = {one: census.chain(one) for one in PEOPLE}
        told = census.move(person, manager)
        managers = {one: other for one, other in managers.items() if one != person}
        if manager is not None:
            managers[person] = manager
        after = {one: census.chain(one) for one in PEOPLE}
        assert after == {one: climbed(managers, one) for one in PEOPLE}
        assert {one for one in PEOPLE if before[one] != after[one]} <= told
