"""The worker role: FastStream reads, the one middleware decides, offsets follow."""

from mentoring.messaging.worker.terms import Terms
from mentoring.messaging.worker.worker import Worker

__all__ = ["Terms", "Worker"]
