"""Small markets made by chance, and their best assignments found without the engine."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from mentoring.matching.domain.engine.market import Arcs, DenseMarket


@st.composite
def markets(draw: st.DrawFn, most: int = 6, wishes: int = 2) -> DenseMarket:
    """Some without anybody, some where nothing is admissible, some where everything is tied."""
    mentees, mentors = draw(st.integers(0, most)), draw(st.integers(0, most))
    top = draw(st.sampled_from([1, 3, 20, 100]))
    made = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    matrix = made.integers(1, top + 1, (mentees, mentors)) * (made.random((mentees, mentors)) < made.random())
    seeks = made.integers(0, draw(st.integers(1, wishes)) + 1, mentees)
    places = made.integers(0, draw(st.integers(1, 3)) + 1, mentors)
    return DenseMarket.of(matrix.astype(np.int16), seeks, places, seed=draw(st.integers(0, 99)))


def a_market(
    rows: list[list[int]], seeks: list[int] | None = None, places: list[int] | None = None, seed: int = 0
) -> DenseMarket:
    return DenseMarket.of(
        np.array(rows, np.int16),
        None if seeks is None else np.array(seeks, np.int64),
        None if places is None else np.array(places, np.int64),
        seed,
    )


def a_large_market(mentees: int = 300, mentors: int = 90, seed: int = 0, *, wishes: int = 1) -> DenseMarket:
    """Points that few differ in, a quarter of the pairs admissible, too few places."""
    made = np.random.default_rng(seed)
    matrix = made.integers(0, 40, (mentees, 1)) // 4 + made.integers(0, 40, (1, mentors)) + made.integers(1, 21, (1, 1))
    matrix = (matrix + made.integers(0, 12, (mentees, mentors))) * (made.random((mentees, mentors)) < 0.25)
    return DenseMarket.of(
        matrix.astype(np.int16),
        made.integers(1, wishes + 1, mentees),
        made.integers(0, 2 * mentees * wishes // mentors, mentors),
        seed,
    )


def best_by_trying_everything(market: DenseMarket) -> int:
    """The highest total, mentee by mentee, over all that the others may leave."""
    matrix = market.matrix.tolist()
    known: dict[tuple[int, tuple[int, ...]], int] = {}

    def best(row: int, left: tuple[int, ...]) -> int:
        if row == len(matrix):
            return 0
        key = row, left
        if key not in known:
            known[key] = max(
                points + best(row + 1, after)
                for points, after in _choices(matrix[row], int(market.seeks[row]), 0, left)
            )
        return known[key]

    return best(0, tuple(market.places.tolist()))


def _choices(points: list[int], seeks: int, column: int, left: tuple[int, ...]) -> list[tuple[int, tuple[int, ...]]]:
    """All sets of at most ``seeks`` mentors from this column on: their points, and the places then left."""
    if column == len(points):
        return [(0, left)]
    found = _choices(points, seeks, column + 1, left)
    if seeks and left[column] and points[column]:
        fewer = (*left[:column], left[column] - 1, *left[column + 1 :])
        found = found + [
            (points[column] + more, after) for more, after in _choices(points, seeks - 1, column + 1, fewer)
        ]
    return found


def relabelled(market: DenseMarket, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> DenseMarket:
    """The same people in another order."""
    return replace(
        market,
        matrix=market.matrix[np.ix_(rows, columns)],
        seeks=market.seeks[rows],
        places=market.places[columns],
        mentee_salts=market.mentee_salts[rows],
        mentor_salts=market.mentor_salts[columns],
    )


def holds(market: DenseMarket, pairs: Arcs) -> bool:
    """Whether every pair is admissible, has its points, stands there once, and nobody has too many."""
    return (
        np.array_equal(market.matrix[pairs.mentee, pairs.mentor], pairs.points)
        and bool((pairs.points > 0).all())
        and len({*zip(pairs.mentee.tolist(), pairs.mentor.tolist(), strict=True)}) == len(pairs)
        and bool((np.bincount(pairs.mentee, minlength=len(market.seeks)) <= market.seeks).all())
        and bool((np.bincount(pairs.mentor, minlength=len(market.places)) <= market.places).all())
    )
