"""Every service starts as one process, gets ready, tells operators how it is, and stops."""

import os
import sys

import pytest

from mentoring.contracts import CONSUMERS
from mentoring.contracts.topics import SERVICES
from mentoring.testing.databases import Databases
from mentoring.testing.topics import Topics
from tests.integration.runtime.processes import Program, in_thread, token

BESIDE = {
    "notification": {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": "1",
        "MAIL_SENDER": "mentoring@example.com",
        "PORTAL_URL": "http://127.0.0.1:1",
    },
    "portal": {
        "COOKIE_SECRET": "0123456789" * 4,
        "PORTAL_URL": "http://127.0.0.1:1",
        **{f"{owner.upper()}_URL": "http://127.0.0.1:1" for owner in SERVICES if owner != "portal"},
    },
}


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_starts_gets_ready_and_stops(
    service: str, environment: dict[str, str], databases: Databases, topics: Topics, issuer: str
) -> None:
    own = {name: topic for name, topic in CONSUMERS.items() if topic.service == service}
    await topics.create(*{consumer.topic for consumer in own.values()}, f"{service}.dead-letters")
    beside = {f"MENTORING_{name}": value for name, value in BESIDE.get(service, {}).items()}
    database = {"MENTORING_DATABASE_URL": databases(service), "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    program = Program(environment | beside | database, [sys.executable, "-m", f"mentoring.{service}"])

    def use() -> None:
        with program.running("all") as process:
            process.until(lambda: process.get("/readyz").status_code == 200)
            body = process.get("/operations", headers=token(issuer, roles=["operator"])).json()
            assert body["service"] == service
            assert {consumer["consumer"] for consumer in body["consumers"]} == set(own)
        assert process.process.returncode == 0

    await in_thread(use)
