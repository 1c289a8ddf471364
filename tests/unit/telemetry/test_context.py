"""The context is bound for a block, nested, and never shared between tasks."""

import asyncio

import pytest

from mentoring.telemetry import Context, accepted_correlation_id, bound, current


def test_outside_any_work_the_context_is_empty() -> None:
    assert current() == Context()


def test_a_block_binds_and_gives_back() -> None:
    with bound(Context(correlation_id="a", actor="ana")):
        with bound(causation_id="m1") as inner:
            assert inner == current() == Context(correlation_id="a", actor="ana", causation_id="m1")
        assert current() == Context(correlation_id="a", actor="ana")
    assert current() == Context()


def test_a_failure_gives_back_too() -> None:
    def fail() -> None:
        with bound(correlation_id="a"):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert current() == Context()


async def test_two_tasks_do_not_see_each_other() -> None:
    async def work(name: str) -> str | None:
        with bound(correlation_id=name):
            await asyncio.sleep(0)
            return current().correlation_id

    assert tuple(await asyncio.gather(work("a"), work("b"))) == ("a", "b")


@pytest.mark.parametrize("given", ["018f2b7e-0000-7000-8000-000000000000", "order:12.b_C", "a" * 100])
def test_a_harmless_correlation_id_is_kept(given: str) -> None:
    assert accepted_correlation_id(given) == given


@pytest.mark.parametrize("given", [None, "", "a" * 101, "a b", "a\nb", "ä", "-a", "<script>"])
def test_any_other_is_replaced(given: str | None) -> None:
    made = accepted_correlation_id(given)
    assert made != given
    assert len(made) == 36
