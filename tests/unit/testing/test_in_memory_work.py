"""The in-memory unit of work is what use cases are told with: predictable, and as strict as the real one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from mentoring.testing import InMemoryWork


@dataclass(frozen=True)
class Told:
    message_topic: str = "matching.proposals"
    message_key: str = "one"


@dataclass(frozen=True)
class Other:
    message_topic: str = "matching.runs"
    message_key: str = "two"


def test_what_was_announced_can_be_asked_by_its_type_in_order(work: InMemoryWork) -> None:
    work.announce(Told(message_key="a"))
    work.announce(Other())
    work.announce(Told(message_key="b"))
    assert [Told(message_key="a"), Told(message_key="b")] == work.announced(Told)
    assert 3 == len(tuple(work.everything_announced()))
    work.forget_announced()
    assert [] == work.announced(Told)


def test_the_clock_stands_until_it_is_set(work: InMemoryWork) -> None:
    before = work.now()
    assert before == work.now()
    work.after(timedelta(days=2))
    assert before + timedelta(days=2) == work.now()
    work.is_at(datetime(2027, 1, 1, tzinfo=UTC))
    assert datetime(2027, 1, 1, tzinfo=UTC) == work.now()
    with pytest.raises(ValueError, match="zone"):
        work.is_at(datetime(2027, 1, 1))  # noqa: DTZ001 - what must be refused


def test_ids_are_uuid7_rise_and_are_the_same_at_every_run(work: InMemoryWork) -> None:
    first, second = work.new_id(), work.new_id()
    assert (7, 7) == (first.version, second.version)
    assert first < second
    assert InMemoryWork().new_id() == first
    work.after(timedelta(seconds=1))
    assert second < work.new_id()
