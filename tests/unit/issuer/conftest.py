"""An issuer with a few people and clients, asked over HTTP without a network."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from mentoring.issuer.app import build
from mentoring.issuer.settings import Settings

ISSUER = "http://issuer.test"
CALLBACK = "http://portal.test/sign-in/callback"
PEOPLE = [
    {"subject": "s-ana", "employee_id": "E1", "email": "ana@example.com", "name": "Ana Núñez", "note": "mentor"},
    {"subject": "s-ben", "employee_id": "E2", "email": "ben@example.com", "name": "Ben Öz", "roles": ["operator"]},
    {"subject": "s-new", "email": "new@example.com", "name": "<b>New</b>"},
    *({"subject": f"s-{n}", "employee_id": f"X{n}", "email": f"p{n}@example.com", "name": f"P {n}"} for n in range(60)),
]
CLIENTS = [
    {"id": "portal", "redirect_uris": [CALLBACK], "after_sign_out": ["http://portal.test/"]},
    {"id": "other", "redirect_uris": [CALLBACK]},
    {"id": "hr", "secret": "hr-secret", "roles": ["hr_integration"]},
    {"id": "loader", "secret": "loader-secret", "may_speak_for_people": True},
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    people, clients = tmp_path / "people.json", tmp_path / "clients.json"
    people.write_text(json.dumps(PEOPLE))
    clients.write_text(json.dumps(CLIENTS))
    return Settings(
        environment="local", issuer=ISSUER, issuer_people=people, issuer_clients=clients, issuer_data=tmp_path / "data"
    )


@pytest_asyncio.fixture
async def issuer(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=build(settings))
    async with httpx.AsyncClient(transport=transport, base_url=ISSUER) as client:
        yield client
