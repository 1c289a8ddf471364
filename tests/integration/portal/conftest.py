"""The portal on a stage: once per module, told of a small company; a browser to look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.local.checkout import Checkout
from mentoring.local.frontend import bring
from mentoring.testing.databases import Databases, Server
from tests.integration.portal.company import company
from tests.integration.portal.places import BEN, CHI, EVE, HAL, OPA
from tests.integration.portal.reader import Reader, reader
from tests.integration.portal.stage import Stage, staged


@pytest.fixture(scope="session", autouse=True)
def frontend() -> None:
    """The files that npm brings; pages link to them."""
    bring(Checkout.here().portal)


@pytest.fixture(scope="module")
def bare_stage(
    postgres: Server, _templates: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """A portal that has been told nothing yet."""
    databases = Databases(postgres, _templates)
    folder: Path = tmp_path_factory.mktemp("stage")
    try:
        with staged(databases("portal"), folder) as stage:
            yield stage
    finally:
        databases.drop_all()


@pytest.fixture(scope="module")
def told_stage(bare_stage: Stage) -> Stage:
    """A portal that knows the company."""
    bare_stage.tell(*company())
    return bare_stage


@pytest.fixture
def stage(told_stage: Stage) -> Iterator[Stage]:
    """The same for one test; what it did to the company and to the owners is undone."""
    yield told_stage
    strange, told_stage.owners.strange = told_stage.owners.strange, []
    told_stage.holds_back = False
    told_stage.held_back.clear()
    told_stage.owners.sent.clear()
    told_stage.owners.refuse.clear()
    told_stage.owners.away.clear()
    told_stage.tell(*(fact for fact in company() if not fact.message_topic.endswith("imports")))
    assert strange == [], "the stand-in is not as the real doors are"


@pytest.fixture
def ben(stage: Stage) -> Iterator[Reader]:
    yield from reader(stage, BEN)


@pytest.fixture
def chi(stage: Stage) -> Iterator[Reader]:
    yield from reader(stage, CHI)


@pytest.fixture
def eve(stage: Stage) -> Iterator[Reader]:
    yield from reader(stage, EVE)


@pytest.fixture
def hal(stage: Stage) -> Iterator[Reader]:
    yield from reader(stage, HAL)


@pytest.fixture
def opa(stage: Stage) -> Iterator[Reader]:
    yield from reader(stage, OPA)
