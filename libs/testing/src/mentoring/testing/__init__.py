"""What only tests import: databases, Kafka, an in-memory unit of work, a browser."""

from mentoring.testing.work import InMemoryWork

__all__ = ["InMemoryWork"]
