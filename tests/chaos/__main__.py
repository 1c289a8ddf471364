"""``python -m tests.chaos counter relay``: a role of one of the two services, with terms short enough for a test."""

import sys
from functools import partial

from mentoring.messaging import Kafka, relay, worker
from mentoring.runtime import running
from mentoring.runtime.roles import consuming, relaying
from tests.chaos.counter import app as counter
from tests.chaos.mirror import app as mirror
from tests.chaos.terms import ANSWER, RELAY, WORKER


def main() -> None:
    """Run the role that the arguments name."""
    vars(running)["Kafka"] = partial(Kafka, request_timeout=ANSWER)
    vars(relaying)["Relay"] = partial(relay.Relay, terms=RELAY)
    vars(consuming)["Worker"] = partial(worker.Worker, terms=WORKER)
    {"counter": counter.main, "mirror": mirror.main}[sys.argv.pop(1)]()


if __name__ == "__main__":
    main()
