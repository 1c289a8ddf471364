"""The stage: a broker, a database server with two databases, and all roles of both services as processes."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from aiokafka.admin import NewTopic

from mentoring.contracts import TOPICS as REGISTERED
from mentoring.local.parts import Kafka, Postgres
from mentoring.local.parts.ports import free_port
from mentoring.local.parts.processes import Process
from mentoring.messaging import Kafka as Cluster
from mentoring.messaging.topics.agreement import config_of
from mentoring.messaging.topics.cluster import Cluster as Admin
from mentoring.postgres import migrate
from tests.chaos.names import TOPICS

ROOT = Path(__file__).parents[2]
ROLES = (
    "counter api",
    "counter clock 1",
    "counter clock 2",
    "counter relay 1",
    "counter relay 2",
    "counter worker",
    "mirror worker 1",
    "mirror worker 2",
    "mirror relay",
)


class Stage:
    """All that can be killed, frozen and started again."""

    def __init__(self, folder: Path, postgres: Postgres, kafka: Kafka) -> None:
        self.postgres = postgres
        self.kafka = kafka
        self.urls = {name: postgres.make_database(f"chaos_{name}") for name in ("counter", "mirror")}
        self._port = free_port()
        self.roles = {name: self._role(name, folder) for name in ROLES}
        self.held: set[str] = set()
        """Roles that the storm has in its hands; all others are started again when they end, as in any deployment."""
        self.ended: list[str] = []
        """Roles that ended by themselves."""

    @property
    def api(self) -> str:
        """Where the counter listens."""
        return f"http://127.0.0.1:{self._port}"

    def _role(self, name: str, folder: Path) -> Process:
        service, role = name.split()[:2]
        settings = {
            "ENVIRONMENT": "local",
            "DATABASE_URL": self.urls[service],
            "DATABASE_POOL": "8",
            "KAFKA": self.kafka.address,
            "ISSUER": "http://issuer.test",
            "AUDIENCE": "chaos",
            "HTTP_PORT": str(self._port if role == "api" else 0),
            "STOP_WITHIN": "PT5S",
        }
        env = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        env |= {f"MENTORING_{key}": value for key, value in settings.items()}
        argv = [sys.executable, "-m", "tests.chaos", service, role]
        return Process(name, argv, log=folder / f"{name.replace(' ', '-')}.log", env=env, cwd=ROOT)

    async def set(self) -> None:
        """Tables, topics, and all roles up."""
        for name, url in self.urls.items():
            await migrate(url, "mentoring.messaging", "mentoring.runtime", f"tests.chaos.{name}")
        local = Cluster(self.kafka.address, local=True)
        async with Admin.open(local) as admin:
            wanted = [*TOPICS.values(), REGISTERED["matching.dead-letters"], REGISTERED["scheduling.dead-letters"]]
            refused = await admin.create(
                NewTopic(one.name, 6, 1, topic_configs=config_of(local, one)) for one in wanted
            )
        assert not refused, refused
        for role in self.roles.values():
            role.start()
        async with asyncio.timeout(60), httpx.AsyncClient() as client:
            while not await self._answers(client):  # noqa: ASYNC110 - a process is waited for
                await asyncio.sleep(0.1)

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(f"{self.api}/livez")).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    async def keep_up(self) -> None:
        """What an orchestrator does: start again what has ended by itself."""
        while True:
            for name, role in self.roles.items():
                if name not in self.held and not role.running:
                    self.ended.append(f"{name} ended with {role.exit_code}")
                    role.start()
            await asyncio.sleep(0.2)

    def strike(self) -> None:
        """End everything."""
        for role in self.roles.values():
            role.kill()

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path, postgres: Postgres, kafka: Kafka) -> AsyncIterator["Stage"]:
        """Set it, keep it up, and strike it at the end."""
        stage = cls(folder, postgres, kafka)
        try:
            await stage.set()
            keeping = asyncio.create_task(stage.keep_up())
            try:
                yield stage
            finally:
                keeping.cancel()
        finally:
            stage.strike()
