"""A part that has to warm up holds back its role's readiness, and the doctor looks at it before any role runs."""

import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mentoring.runtime import Background, Unfit
from mentoring.runtime.cli.doctor import examine
from mentoring.runtime.operations.health import Health
from mentoring.runtime.running import opened


class Kettle:
    """Cold at first."""

    def __init__(self) -> None:
        self.lacks: str | None = "water"

    @asynccontextmanager
    async def on(self) -> AsyncIterator[None]:
        yield

    async def missing(self) -> str | None:
        return self.lacks

    async def examine(self) -> str:
        if self.lacks:
            raise Unfit(f"there is no {self.lacks}", "Fill it.")
        return "full"

    @property
    def part(self) -> Background:
        return Background(
            self.on(), roles=frozenset({"api"}), name="kettle", missing=self.missing, examine=self.examine
        )


async def test_a_role_is_ready_when_its_parts_are_warm(ledger: Any) -> None:
    kettle = Kettle()
    async with opened(dataclasses.replace(ledger.service, background=[kettle.part]), ledger.settings) as running:
        cold = {check.name: check for check in await Health(running).checks()}
        assert (cold["kettle"].ok, cold["kettle"].detail) == (False, "water")
        kettle.lacks = None
        warm = {check.name: check for check in await Health(running).checks()}
        assert warm["kettle"].ok


async def test_a_role_does_not_wait_for_the_parts_of_others(ledger: Any) -> None:
    service = dataclasses.replace(ledger.service, background=[Kettle().part])
    async with opened(service, ledger.settings, roles=["relay"]) as running:
        assert "kettle" not in {check.name for check in await Health(running).checks()}


async def test_the_doctor_looks_at_parts_too(ledger: Any) -> None:
    kettle = Kettle()
    service = dataclasses.replace(ledger.service, background=[kettle.part])
    ill = {found.name: found for found in await examine(service, ledger.settings)}
    assert (ill["kettle"].state, ill["kettle"].mend) == ("fault", "Fill it.")
    kettle.lacks = None
    well = {found.name: found for found in await examine(service, ledger.settings)}
    assert (well["kettle"].state, well["kettle"].detail) == ("ok", "full")
