"""The five services' apps: whoever adds a route says who may enter."""

import importlib
import inspect
from typing import Any, get_type_hints

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from mentoring.contracts.topics import SERVICES
from mentoring.runtime import Settings, public
from mentoring.runtime.doors.route import DoorRoute
from mentoring.runtime.http.application import application, describe_app, routes_without_policy

GIVEN: dict[str, Any] = {
    "environment": "local",
    "database_url": "postgresql://role:secret@127.0.0.1:1/database",
    "kafka": "127.0.0.1:1",
    "issuer": "http://127.0.0.1:1",
    "audience": "mentoring",
}
"""What every service needs."""


BESIDE: dict[str, Any] = {
    "cookie_secret": "0123456789" * 4,
    "mail_sender": "mentoring@example.com",
    "smtp_host": "127.0.0.1",
    "smtp_port": 1025,
}
"""What one of them needs; all else that is needed is an address."""


def app_of(service: str) -> FastAPI:
    module = importlib.import_module(f"mentoring.{service}.app")
    hints = get_type_hints(module.build)
    kind: type[Settings] = hints[next(iter(inspect.signature(module.build).parameters))]
    needed = {name for name, field in kind.model_fields.items() if field.is_required()} - set(GIVEN)
    settings = kind(**GIVEN, **{name: BESIDE.get(name, "http://127.0.0.1:1") for name in needed})
    return application(module.build(settings))


@pytest.fixture(autouse=True)
def _nothing_was_brought_from_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unit tests start nothing: the portal's front-end files may not be there, and no page is rendered here."""
    monkeypatch.setattr("mentoring.portal.entrypoints.web.assets._manifest", lambda _: {})


@pytest.fixture(params=SERVICES)
def app(request: pytest.FixtureRequest) -> FastAPI:
    return app_of(request.param)


def test_every_route_has_a_policy(app: FastAPI) -> None:
    assert routes_without_policy(app) == []
    doors = [one.original_route for one in iter_route_contexts(app.routes) if isinstance(one.original_route, DoorRoute)]
    assert len(doors) > 1, "the service has doors"


def test_the_check_finds_a_route_that_somebody_forgot(app: FastAPI) -> None:
    async def forgotten() -> None: ...

    app.get("/forgotten")(forgotten)
    assert routes_without_policy(app) == ["/forgotten"]


def test_what_changes_something_is_never_public(app: FastAPI) -> None:
    open_doors = [
        one.original_route.door.name
        for one in iter_route_contexts(app.routes)
        if isinstance(one.original_route, DoorRoute) and one.original_route.door.policy is public
    ]
    changing = [name for name in open_doors if not name.startswith(("GET ", "HEAD "))]
    assert changing == []


def test_the_description_can_be_made(app: FastAPI) -> None:
    document = describe_app(app)
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
