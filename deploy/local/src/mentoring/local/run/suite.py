"""All parts of a run: which processes there are, in which order they start and stop."""

import asyncio
import contextlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx
import psutil

from mentoring.local.checkout import Checkout
from mentoring.local.failed import PartFailed
from mentoring.local.parts import Kafka, Postgres, Process
from mentoring.local.parts.answering import offsets_topic_answers
from mentoring.local.parts.marks import Marks, kill_all
from mentoring.local.parts.ports import LOOPBACK, answers
from mentoring.local.run import services
from mentoring.local.run.addresses import Addresses
from mentoring.local.run.watch import Watched

START_SECONDS = 90.0
STOP_SECONDS = 30.0


@dataclass
class Suite:
    """The processes of one run, by what they are."""

    checkout: Checkout
    addresses: Addresses
    marks: Marks
    given_kafka: str | None = None
    topic_prefix: str = ""
    postgres: Postgres = field(init=False)
    broker: Kafka | None = field(init=False)
    """None where the user gave the address of another."""
    watched: list[Watched] = field(default_factory=list)
    """In the order of their start."""

    def __post_init__(self) -> None:
        """Nothing starts yet."""
        home, ports, logs = self.checkout.home, self.addresses.ports, self.checkout.logs
        self.postgres = Postgres(home / "postgres", port=ports["postgres"], log=logs / "postgres.log", marks=self.marks)
        own = Kafka(home / "kafka", port=ports["kafka"], log=logs / "kafka.log", marks=self.marks)
        self.broker = None if self.given_kafka else own

    @property
    def kafka(self) -> str:
        """The broker's address, host:port."""
        return self.given_kafka or f"{LOOPBACK}:{self.addresses.ports['kafka']}"

    def start_postgres(self) -> None:
        """The server, then a database and a role per service."""
        self.watched.append(Watched(self.postgres.process, self.postgres.start))
        self.postgres.start()
        for service in services.SERVICES:
            self.postgres.make_database(service)

    def start_kafka(self) -> None:
        """Our broker, unless the user gave another; that one must answer."""
        if self.broker is not None:
            self.watched.append(Watched(self.broker.process, self.broker.start))
            self.broker.start()
        elif not offsets_topic_answers(self.kafka):
            raise PartFailed(f"No broker answers at {self.kafka}. Without an address, the run starts one of its own.")

    def environment(self, service: str) -> dict[str, str]:
        """The settings of a service as environment variables."""
        return services.settings(
            service,
            addresses=self.addresses,
            database=self.postgres.url(service, service),
            kafka=self.kafka,
            topic_prefix=self.topic_prefix,
            secret=services.session_secret(self.checkout.home / "session-secret"),
        )

    def start_mail(self) -> None:
        """The mail catcher."""
        words = [str(self.checkout.home / "mail"), str(self.addresses.ports["smtp"]), str(self.addresses.ports["mail"])]
        self._start_side_part("mail", [sys.executable, "-m", "mentoring.local.mail", *words], {})

    def start_issuer(self) -> None:
        """The development issuer, with the company's people."""
        company = self.checkout.home / "company"
        said = {
            "MENTORING_ENVIRONMENT": "local",
            "MENTORING_ISSUER": self.addresses.url("issuer"),
            "MENTORING_AUDIENCE": services.AUDIENCE,
            "MENTORING_ISSUER_PEOPLE": str(company / "people.json"),
            "MENTORING_ISSUER_CLIENTS": str(company / "clients.json"),
            "MENTORING_ISSUER_DATA": str(self.checkout.home / "issuer"),
            "MENTORING_HTTP_PORT": str(self.addresses.ports["issuer"]),
        }
        self._start_side_part("issuer", services.argv("issuer"), said)

    def start_service(self, service: str) -> Process:
        """All roles of a service in one process; does not wait."""
        process = self._process(service, services.argv(service, "all"), self.environment(service))
        self.watched.append(Watched(process, process.start))
        process.start()
        return process

    async def ready(self, service: str, process: Process) -> None:
        """Waits until the service says that it is ready; raises PartFailed when it ends or time is up."""
        said = "it did not answer"
        async with httpx.AsyncClient(timeout=5) as client:
            deadline = asyncio.get_running_loop().time() + START_SECONDS
            while asyncio.get_running_loop().time() < deadline:
                if not process.running:
                    raise PartFailed(f"{service} ended with {process.exit_code} while it started:\n{process.tail()}")
                with contextlib.suppress(httpx.TransportError):
                    answer = await client.get(f"{self.addresses.url(service)}/readyz")
                    if answer.is_success:
                        return
                    said = answer.text[:500]
                await asyncio.sleep(0.1)
        raise PartFailed(f"{service} was not ready within {START_SECONDS:.0f} s; it says: {said}\n{process.tail()}")

    def lost_port(self) -> str | None:
        """In words, the port of ours on which somebody else listens, because the part that should has ended."""
        for part in self.watched:
            name = part.process.name
            port = self.addresses.ports[name]
            if not part.process.running and answers(port):
                return f"Port {port}, meant for {name}, was taken by another program meanwhile"
        return None

    def stop(self) -> None:
        """Services first and together, then the issuer and mails, then the broker and the databases."""
        self.marks.closed = True
        rest = [part.process for part in self.watched]
        groups: list[Sequence[Process]] = [[part for part in rest if part.name in services.SERVICES]]
        groups += [[part] for part in reversed(rest) if part.name not in services.SERVICES]
        for group in groups:
            for process in group:
                process.ask_to_stop()
            for process in group:
                process.stop(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Ends whatever this process has started and that is still there, at once."""
        kill_all(psutil.Process().children(recursive=True))

    def _start_side_part(self, name: str, argv: Sequence[str], environment: dict[str, str]) -> None:
        process = self._process(name, argv, services.surroundings() | environment)

        def start() -> None:
            process.start()
            process.wait_until(lambda: answers(self.addresses.ports[name]), seconds=START_SECONDS)

        self.watched.append(Watched(process, start))
        start()

    def _process(self, name: str, argv: Sequence[str], environment: dict[str, str]) -> Process:
        log = self.checkout.logs / f"{name}.log"
        return Process(name, list(argv), log=log, env=environment, cwd=self.checkout.home, marks=self.marks)
