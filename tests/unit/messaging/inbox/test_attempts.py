"""Trying in place: nothing is given up that passes, nothing repeated that stays, nothing lost."""

from collections.abc import Iterator

import pytest

from mentoring.kernel import Refused
from mentoring.messaging.consumption.attempts import Abandoned, once_or_aside, surely
from mentoring.messaging.inbox.faults import Patience, Reason

PATIENCE = Patience(tries=3)
NAME = "matching.people"


class Script:
    """Does what it is told, one act after the other; remembers how long was waited."""

    def __init__(self, *acts: Exception | str) -> None:
        self._acts: Iterator[Exception | str] = iter(acts)
        self.waited: list[float] = []
        self.reasons: list[str] = []

    async def act(self) -> str:
        act = next(self._acts)
        if isinstance(act, Exception):
            raise act
        return act

    async def aside(self, reason: Reason) -> str:
        self.reasons.append(reason.code)
        return await self.act()

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    async def run(self) -> str:
        return await once_or_aside(self.act, self.aside, consumer=NAME, patience=PATIENCE, wait=self.wait)


async def test_what_passes_is_repeated_for_as_long_as_it_takes() -> None:
    script = Script(*[ConnectionError()] * 200, "done")

    assert "done" == await script.run()
    assert 200 == len(script.waited)
    assert [] == script.reasons


async def test_what_stays_is_put_aside_at_once() -> None:
    script = Script(Refused(), "dead")

    assert "dead" == await script.run()
    assert (["refused"], []) == (script.reasons, script.waited)


async def test_what_nobody_knows_is_put_aside_after_some_tries() -> None:
    script = Script(KeyError(), ConnectionError(), KeyError(), KeyError(), "dead")

    assert "dead" == await script.run()
    assert (["handler-failed"], 3) == (script.reasons, len(script.waited))


async def test_a_try_that_succeeds_forgets_the_ones_before() -> None:
    script = Script(KeyError(), KeyError(), "done")

    assert "done" == await script.run()
    assert [] == script.reasons


async def test_what_cannot_be_put_aside_is_never_passed_over() -> None:
    script = Script(Refused(), *[KeyError()] * 50, ConnectionError(), "dead")

    assert "dead" == await script.run()
    assert 51 == len(script.waited)


async def test_abandoning_ends_every_kind_of_waiting() -> None:
    async def gone(_seconds: float) -> None:
        raise Abandoned

    for fault in (ConnectionError(), KeyError()):
        script = Script(fault, "never")
        with pytest.raises(Abandoned):
            await once_or_aside(script.act, script.aside, consumer=NAME, patience=PATIENCE, wait=gone)
        with pytest.raises(Abandoned):
            await surely(Script(fault).act, consumer=NAME, patience=PATIENCE, wait=gone)
        assert [] == script.reasons
