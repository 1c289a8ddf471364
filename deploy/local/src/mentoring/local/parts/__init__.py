"""The servers and tools that the local run and the tests start: the real ones, out of packages."""

from mentoring.local.failed import PartFailed
from mentoring.local.parts.kafka import Kafka
from mentoring.local.parts.postgres import Postgres
from mentoring.local.parts.processes import Process

__all__ = ["Kafka", "PartFailed", "Postgres", "Process"]
