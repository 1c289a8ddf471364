"""The arithmetic of the benchmark table: a wrong sign here would call a miss a success."""

import pytest

from tests.benchmarks.__main__ import SECTIONS, main
from tests.benchmarks.rows import Figures, Row, in_turns, medians, percentiles, wanted


@pytest.mark.parametrize(
    ("aim", "ours", "peer", "met"),
    [
        ("ratio ≥ 0.9", 90.0, 100.0, True),
        ("ratio ≥ 0.9", 89.9, 100.0, False),
        ("ratio ≤ 5", 25.0, 5.0, True),
        ("ratio ≤ 5", 25.1, 5.0, False),
        ("ours ≤ 150", 150.0, None, True),
        ("ours ≤ 150", 150.1, 1.0, False),
        ("ours ≤ 0", 0.0, None, True),
        ("ours ≤ 0", 1.0, None, False),
        ("ratio ≥ 0.9", 90.0, None, False),
        ("", 1.0, 1.0, None),
    ],
)
def test_an_aim_is_met_or_missed(aim: str, ours: float, peer: float | None, met: bool | None) -> None:
    assert Row("a.row", ours, "s", aim, peer, "a peer").met is met


@pytest.mark.parametrize("aim", ["ratio > 0.9", "ratio ≥", "ratio ≥ 0.9 or so", "theirs ≤ 1", "ours ≤ -1", "ours ≤ 1."])
def test_what_is_no_aim_is_refused_at_once(aim: str) -> None:
    with pytest.raises(ValueError, match=r"a\.row"):
        Row("a.row", 1.0, "s", aim)


def test_a_row_is_told_with_exactly_these_keys() -> None:
    told = Row("a.row", 30.0, "rows/s", "ratio ≥ 2", 10.0, "a peer").told()
    assert told == {
        "id": "a.row",
        "ours": 30.0,
        "peer": 10.0,
        "peer_name": "a peer",
        "unit": "rows/s",
        "ratio": 3.0,
        "aim": "ratio ≥ 2",
        "met": True,
    }


def test_only_names_rows_by_how_their_id_begins() -> None:
    ids = ("relay.drain", "relay.drain-again", "latency.p50")
    assert wanted(ids, "") == set(ids)
    assert wanted(ids, "relay") == {"relay.drain", "relay.drain-again"}
    assert wanted(ids, "latency.p50") == {"latency.p50"}
    assert wanted(ids, "drain") == set()


def test_every_id_is_there_once() -> None:
    ids = [name for section in SECTIONS for name in section.IDS]
    assert len(ids) == len(set(ids)) > len(SECTIONS)


def test_an_unknown_row_is_said_before_anything_starts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("nothing-of-this-name") == 2
    assert "relay.drain" in capsys.readouterr().err


async def test_competitors_take_turns_and_who_begins_changes() -> None:
    order: list[str] = []
    said: list[str] = []
    ours, theirs = iter([1.0, 9.0, 2.0]), iter([10.0, 30.0, 20.0])

    async def of_ours() -> Figures:
        order.append("ours")
        return next(ours), 7.0

    async def of_the_peer() -> Figures:
        order.append("peer")
        return (next(theirs),)

    found = await in_turns("a race", 3, {"ours": of_ours, "peer": of_the_peer}, said.append)

    assert order == ["ours", "peer", "peer", "ours", "ours", "peer"]
    assert found == {"ours": (2.0, 7.0), "peer": (20.0,)}
    assert said[1] == "a race, round 2 of 3: ours 9.0 / 7.0; peer 30.0"


def test_medians_are_by_column() -> None:
    assert medians([(1.0, 30.0), (2.0, 10.0), (9.0, 20.0)]) == (2.0, 20.0)


def test_a_percentile_is_a_value_that_was_measured() -> None:
    hundred = [float(number) for number in range(100, 0, -1)]
    assert percentiles(hundred, 50, 95, 99, 100) == (50.0, 95.0, 99.0, 100.0)
    assert percentiles([3.0], 50, 99) == (3.0, 3.0)
    assert percentiles([1.0, 2.0], 50, 51) == (1.0, 2.0)
