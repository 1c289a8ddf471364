"""How long the storm blows: seconds in CI, minutes by `make chaos`; the seed can be given to see a storm again."""

import secrets
from collections.abc import Iterator

import pytest

from mentoring.contracts.fact import _registered
from mentoring.contracts.topics import _known_consumers, _known_topics


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="let the storm blow for ten minutes")
    parser.addoption("--seed", type=int, help="the seed of an earlier storm")


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    given: int | None = pytestconfig.getoption("--seed", default=None)
    return secrets.randbelow(1_000_000) if given is None else given


@pytest.fixture
def seconds(pytestconfig: pytest.Config) -> float:
    """Of storm."""
    return 600.0 if pytestconfig.getoption("--long", default=False) else 25.0


@pytest.fixture
def registered() -> Iterator[None]:
    """The facts of the proof are known in this process, and forgotten after the test."""
    registries: list[dict[str, object]] = [_registered, _known_topics, _known_consumers]  # type: ignore[list-item]
    before = [dict(registry) for registry in registries]
    from tests.chaos.facts import register

    register()
    yield
    for registry, had in zip(registries, before, strict=True):
        registry.clear()
        registry.update(had)
