"""The fixtures of the house. What is shared by a session starts at its first use: unit tests start nothing."""

import os
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from mentoring.local.parts import Kafka, Postgres
    from mentoring.testing.databases import Databases, Server
    from mentoring.testing.servers import Servers
    from mentoring.testing.topics import Topics
    from mentoring.testing.work import InMemoryWork


def pytest_configure() -> None:
    """A polite request to end (as CI sends) ends what the tests started, as Ctrl-C does."""

    def interrupted(number: int, frame: object) -> None:  # noqa: ARG001 - the form that Python asks for
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, interrupted)


@pytest.fixture(scope="session")
def session_folder(pytestconfig: pytest.Config) -> Iterator[Path]:
    """Where the session's servers keep data: in the checkout's `.local`, thrown away at the end."""
    from mentoring.testing.servers import end_leftovers

    sessions = pytestconfig.rootpath / ".local" / "tests"
    end_leftovers(sessions)
    folder = sessions / f"{os.getpid()}"
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def servers(session_folder: Path) -> Iterator["Servers"]:
    """The shared PostgreSQL and Kafka, embedded or in containers (TEST_PARTS=containers)."""
    from mentoring.testing.servers import choose

    with closing(choose(session_folder)) as chosen:
        yield chosen


@pytest.fixture(scope="session")
def postgres(servers: "Servers") -> "Server":
    """The session's PostgreSQL; tests that kill it start their own from `mentoring.local.parts`."""
    return servers.postgres()


@pytest.fixture(scope="session")
def kafka(servers: "Servers") -> str:
    """The address of the session's broker, host:port; tests that kill it start their own."""
    return servers.kafka()


@pytest.fixture(scope="session")
def _templates() -> dict[str, str]:
    return {}


@pytest.fixture
def databases(postgres: "Server", _templates: dict[str, str]) -> Iterator["Databases"]:
    """`databases("matching")` answers the address of a fresh, migrated database; gone after the test."""
    from mentoring.testing.databases import Databases

    made = Databases(postgres, _templates)
    yield made
    made.drop_all()


@pytest.fixture
def topic_prefix() -> str:
    """What the names of this test's topics and groups begin with."""
    return f"t{uuid4().hex[:10]}."


@pytest_asyncio.fixture
async def topics(kafka: str, topic_prefix: str) -> AsyncIterator["Topics"]:
    """`await topics.create("profile.people")` makes topics of the registry under the test's prefix."""
    from mentoring.testing.topics import Topics

    made = Topics(kafka, topic_prefix)
    yield made
    await made.delete_all()


@pytest.fixture
def own_postgres(session_folder: Path) -> Iterator["Postgres"]:
    """A PostgreSQL for one test alone, to be killed and frozen at will."""
    from mentoring.local.parts import Postgres
    from mentoring.local.parts.marks import Marks

    folder = session_folder / f"postgres-{uuid4().hex[:8]}"
    with Postgres(folder, durable=False, marks=Marks(session_folder.parent / "marks")) as part:
        yield part


@pytest.fixture
def own_kafka(session_folder: Path) -> Iterator["Kafka"]:
    """A broker for one test alone, to be killed and frozen at will."""
    from mentoring.local.parts import Kafka
    from mentoring.local.parts.marks import Marks

    folder = session_folder / f"kafka-{uuid4().hex[:8]}"
    with Kafka(folder, marks=Marks(session_folder.parent / "marks")) as part:
        yield part


@pytest.fixture
def work() -> "InMemoryWork":
    """A unit of work without a database; a service's tests override it with their own."""
    from mentoring.testing.work import InMemoryWork

    return InMemoryWork()


@pytest.fixture(scope="session")
def node() -> Path:
    """The path of Node, out of its wheel."""
    from mentoring.local.node import node as find

    return find()


@pytest.fixture(scope="session")
def tools(pytestconfig: pytest.Config) -> Path:
    """The folder with the judges from npm (`axe-core`, `@asyncapi/parser`), installed by their lock."""
    from mentoring.local.node import install

    return install(pytestconfig.rootpath / "tests" / "tools")


@pytest.fixture(scope="session")
def chromium(tools: Path) -> Path:
    """The path of a headless Chromium; see `mentoring.testing.browser` for how to open a page."""
    from mentoring.testing.browser import find_chromium

    return find_chromium(tools)
