"""What the services declare to read is what the registry says that they read."""

from importlib import import_module
from importlib.util import find_spec

import pytest

from mentoring.contracts import CONSUMERS, SERVICES
from mentoring.messaging import Facts


def facts_of(service: str) -> Facts:
    """The service's declaration; a service that reads nothing has none."""
    module = f"mentoring.{service}.entrypoints.events"
    return import_module(module).facts if find_spec(module) is not None else Facts(service)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_reads_what_is_registered_for_it_and_nothing_else(service: str) -> None:
    facts = facts_of(service)
    facts.check()

    declared = {name: (consumer.topic, consumer.kind) for name, consumer in facts.consumers.items()}
    registered = {
        name: (consumer.topic, consumer.kind) for name, consumer in CONSUMERS.items() if consumer.service == service
    }
    assert registered == declared
    assert service == facts.service


def test_every_registered_consumer_belongs_to_one_of_the_services() -> None:
    assert set(SERVICES) >= {consumer.service for consumer in CONSUMERS.values()}
