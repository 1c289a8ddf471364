"""The same servers out of containers, by testcontainers: needs a Docker engine."""

import time
from contextlib import ExitStack
from typing import Any

from mentoring.testing.databases import Server

POSTGRES_IMAGE = "postgres:17"
KAFKA_IMAGE = "apache/kafka:4.4.0"
_PASSWORD = "only-for-tests"  # noqa: S105 - the container lives as long as the tests


class ContainerServers:
    """One container of each, started at the first use and removed at the end."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._postgres: ContainerPostgres | None = None
        self._kafka: str | None = None

    def postgres(self) -> Server:
        """A PostgreSQL as compose and production run it."""
        if self._postgres is None:
            from testcontainers.core.container import DockerContainer

            container = DockerContainer(POSTGRES_IMAGE).with_env("POSTGRES_PASSWORD", _PASSWORD)
            container = container.with_exposed_ports(5432).with_command("postgres -c max_connections=300 -c fsync=off")
            self._postgres = ContainerPostgres(self._stack.enter_context(container))
        return self._postgres

    def kafka(self) -> str:
        """A broker as compose runs it, reached through a port that is free on this machine."""
        if self._kafka is None:
            from testcontainers.core.container import DockerContainer

            from mentoring.local.parts.answering import offsets_topic_answers
            from mentoring.local.parts.ports import free_port

            port = free_port()
            container = DockerContainer(KAFKA_IMAGE).with_bind_ports(9092, port)
            for key, value in _broker_settings(port).items():
                container = container.with_env(key, value)
            self._stack.enter_context(container)
            self._kafka = f"127.0.0.1:{port}"
            _wait(lambda: offsets_topic_answers(f"127.0.0.1:{port}"), "the broker")
        return self._kafka

    def close(self) -> None:
        """Removes both."""
        self._stack.close()


class ContainerPostgres:
    """The few acts of the embedded server, carried out by psql inside the container."""

    def __init__(self, container: Any) -> None:
        self._container = container
        self._host = container.get_container_host_ip()
        self._port = container.get_exposed_port(5432)
        # Over TCP: the server that the image starts only to make its data listens on the socket alone.
        _wait(lambda: container.exec(["pg_isready", "-h", "127.0.0.1", "-U", "postgres"]).exit_code == 0, "PostgreSQL")

    def sql(self, *statements: str, database: str = "postgres") -> str:
        """Runs statements as the superuser and answers the rows."""
        words = ["psql", "-U", "postgres", "-d", database, "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-qAt"]
        for statement in statements:
            words += ["-c", statement]
        code, output = self._container.exec(words)
        text = str(output.decode()).strip()
        if code != 0:
            raise RuntimeError(f"PostgreSQL refused a statement: {text}")
        return text

    def make_database(self, name: str, *, role: str | None = None, template: str | None = None) -> str:
        """As the embedded server does."""
        role = role or name
        if role not in self.sql("SELECT rolname FROM pg_roles").splitlines():
            self.sql(f"CREATE ROLE \"{role}\" LOGIN PASSWORD '{_PASSWORD}'")
        source = f' TEMPLATE "{template}"' if template else ""
        self.sql(
            f'CREATE DATABASE "{name}" OWNER "{role}"{source}',
            f'REVOKE CONNECT, TEMPORARY ON DATABASE "{name}" FROM PUBLIC',
        )
        return f"postgresql://{role}:{_PASSWORD}@{self._host}:{self._port}/{name}"

    def drop_database(self, name: str) -> None:
        """Drops it, whoever is connected."""
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _broker_settings(port: int) -> dict[str, str]:
    one_copy = [
        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR",
        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR",
        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR",
    ]
    return {
        "KAFKA_NODE_ID": "1",
        "KAFKA_PROCESS_ROLES": "broker,controller",
        "KAFKA_LISTENERS": "PLAINTEXT://:9092,CONTROLLER://:9093",
        "KAFKA_ADVERTISED_LISTENERS": f"PLAINTEXT://127.0.0.1:{port}",
        "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "KAFKA_CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
        **dict.fromkeys(one_copy, "1"),
    }


def _wait(ready: Any, what: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} in its container did not answer within {seconds:.0f} s")
        time.sleep(0.2)
