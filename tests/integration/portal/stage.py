"""The portal as browsers meet it: its own server, the development issuer, fakes of the owners, in a thread beside."""

import asyncio
import json
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import uvicorn

from mentoring.contracts import CONSUMERS, Event, State, Tombstone
from mentoring.issuer.app import build as build_issuer
from mentoring.issuer.settings import Settings as IssuerSettings
from mentoring.local.company.sign_in import PORTAL
from mentoring.messaging.consumption.attempts import directly, sleep
from mentoring.messaging.consumption.consumption import consumption_of
from mentoring.portal.app import build
from mentoring.portal.config import Settings
from mentoring.runtime.http.application import application
from mentoring.runtime.operations.letters import letter_doors
from mentoring.runtime.operations.overview import overview_doors
from mentoring.runtime.roles.server import Server
from mentoring.runtime.running import Running, opened
from mentoring.telemetry import configure_logs
from tests.integration.portal.owners import Owners
from tests.integration.portal.world import EVE, HAL, NAMES, NOW, OPA, Ledger

T = TypeVar("T")
ROLES = {EVE: ["member"], HAL: ["member", "hr_manager"], OPA: ["member", "operator"]}


class Stage:
    """Synchronous on the outside, so that Playwright's plain interface can be used."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.loop = asyncio.new_event_loop()
        self.ledger = Ledger()
        self.owners = Owners(tell=self._told)
        self.held_back: list[State] = []
        self.holds_back = False
        """Whether what owners change reaches the portal only when `let_through` is called."""
        self._database_url = database_url
        self._folder = folder
        self._ready = threading.Event()
        self._over = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._failure: BaseException | None = None
        self._cookies: dict[str, str] = {}
        self.running: Running

    def start(self) -> None:
        """Return when all servers answer."""
        self._thread.start()
        self._ready.wait(30)
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Return when the thread has ended."""
        self.loop.call_soon_threadsafe(self._over.set)
        self._thread.join(20)

    def do(self, act: Coroutine[Any, Any, T]) -> T:
        """Run it in the servers' loop."""
        return asyncio.run_coroutine_threadsafe(act, self.loop).result(30)

    def tell(self, *facts: State | Event | Tombstone) -> None:
        """Let the portal's consumers take facts, as its worker does."""
        self.do(self.take(*facts))

    async def take(self, *facts: State | Event | Tombstone) -> None:
        """The same, inside the loop; neighbours of one topic go together."""
        service = self.running.service
        assert service.facts is not None
        by_topic: dict[str, list[Any]] = {}
        for fact in facts:
            by_topic.setdefault(fact.message_topic, []).append(self.ledger.record(fact))
        for topic, records in by_topic.items():
            [name] = [one.name for one in CONSUMERS.values() if one.topic == topic and one.service == "portal"]
            consumption = consumption_of(service.facts.consumers[name], self.running.units)
            await consumption.take(records, directly, sleep)

    def _told(self, state: State) -> dict[str, Any]:
        aggregate = state.message_topic.removesuffix(".state")
        version = self.ledger.versions[aggregate, state.message_key] + 1
        if self.holds_back:
            self.held_back.append(state)
        else:
            self.soon = self.loop.create_task(self._later(state))
        return {"topic": aggregate, "key": state.message_key, "version": version}

    async def _later(self, state: State) -> None:
        """Through outbox and Kafka it takes a moment."""
        await asyncio.sleep(0.05)
        await self.take(state)

    def let_through(self) -> None:
        """What was held back arrives."""
        states, self.held_back = self.held_back, []
        self.holds_back = False
        self.tell(*states)

    def sql(self, text: str, *values: Any) -> Any:
        """A value out of the portal's database."""

        async def ask() -> Any:
            async with self.running.database.session() as connection:
                return await connection.fetchval(text, *values)

        return self.do(ask())

    def _run(self) -> None:
        configure_logs(fmt="json", level="WARNING")
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_until_complete(self._serve())
        except BaseException as failure:  # noqa: BLE001 - told to the test
            self._failure = failure
            self._ready.set()
        finally:
            self.loop.close()

    async def _serve(self) -> None:
        sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
        ports = [one.getsockname()[1] for one in sockets]
        self.url, self.issuer_url, self.owners_url = (f"http://127.0.0.1:{port}" for port in ports)
        service = build(self._settings())
        async with opened(service, self._settings(), roles=["api"], now=lambda: NOW) as self.running:
            app = application(service, overview_doors(self.running), letter_doors(self.running))
            app.state.running = self.running
            servers = [_server(app), _server(self._issuer()), _server(self.owners.app())]
            async with asyncio.TaskGroup() as group:
                for server, one in zip(servers, sockets, strict=True):
                    group.create_task(server.serve(sockets=[one]))
                while not all(server.started for server in servers):  # noqa: ASYNC110 - uvicorn has no event for it
                    await asyncio.sleep(0.01)
                self._ready.set()
                await self._over.wait()
                self.running.stopping.set()
                for server in servers:
                    server.should_exit = True

    def _settings(self) -> Settings:
        return Settings(
            environment="local",
            database_url=self._database_url,
            kafka="127.0.0.1:1",
            issuer=self.issuer_url,
            audience="mentoring",
            portal_url=self.url,
            cookie_secret="a secret of the tests, long enough for its job",
            profile_url=f"{self.owners_url}/profile",
            matching_url=f"{self.owners_url}/matching",
            scheduling_url=f"{self.owners_url}/scheduling",
            notification_url=f"{self.owners_url}/notification",
        )

    def _issuer(self) -> Any:
        people = [
            {
                "subject": f"s-{number}",
                "employee_id": number,
                "email": f"{number}@example.com",
                "name": name,
                "roles": ROLES.get(of, ["member"]),
            }
            for of, (number, name, *_) in NAMES.items()
        ]
        people.append({"subject": "newcomer", "email": "new@example.com", "name": "New Comer", "roles": ["member"]})
        client = {"id": PORTAL, "redirect_uris": [f"{self.url}/sign-in/callback"], "after_sign_out": [f"{self.url}/"]}
        (self._folder / "people.json").write_text(json.dumps(people))
        (self._folder / "clients.json").write_text(json.dumps([client]))
        settings = IssuerSettings(
            environment="local",
            issuer=self.issuer_url,
            issuer_people=self._folder / "people.json",
            issuer_clients=self._folder / "clients.json",
            issuer_data=self._folder,
        )
        return build_issuer(settings)

    def cookie_of(self, subject: str) -> str:
        """What the browser of ``subject`` holds after signing in; signed in once for all tests of a module."""
        if subject not in self._cookies:
            with closing(self.signed_in(subject)) as client:
                self._cookies[subject] = client.cookies["mentoring"]
        return self._cookies[subject]

    def signed_in(self, subject: str) -> httpx.Client:
        """A browser without JavaScript: signed in through the issuer's own page, as a person would."""
        client = httpx.Client(base_url=self.url, follow_redirects=True, headers={"Accept": "text/html"}, timeout=30)
        page = client.get("/sign-in")
        assert page.url.host == "127.0.0.1", page.url
        said = dict(page.url.params)
        answer = client.post(f"{self.issuer_url}/authorize", data={**said, "subject": subject})
        assert str(answer.url).startswith(self.url), (answer.url, answer.text[:300])
        return client


def _server(app: Any) -> uvicorn.Server:
    config = uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=3)
    return Server(config)


@contextmanager
def staged(database_url: str, folder: Path) -> Iterator[Stage]:
    """A stage that is there until the block ends."""
    stage = Stage(database_url, folder)
    stage.start()
    try:
        yield stage
    finally:
        stage.stop()
