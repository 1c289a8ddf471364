"""What is wrong with a door is said when it is declared, not when somebody comes through it."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from mentoring.runtime import Caller, Clock, Doors, Service, known, public
from mentoring.runtime.doors.route import DoorRoute
from mentoring.runtime.http.application import application, routes_without_policy


def service(doors: Doors, extend: Callable[[FastAPI], None] | None = None) -> Service:
    return Service(
        name="matching",
        work=lambda _connection, work: work,
        doors=[doors],
        migrations="x",
        clock=Clock(),
        extend=extend,
    )


async def an_answer() -> Response:
    return Response()


async def without_annotation(body, work: Any) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """A door."""


async def without_answer(work: Any):  # type: ignore[no-untyped-def] # noqa: ANN201
    """A door."""


def not_async(work: Any) -> None:
    """A door."""


async def views_in_a_command(views: Any) -> None:
    """A door."""


async def work_in_a_view(work: Any) -> None:
    """A door."""


async def upload_without_saying_so(upload: Any) -> None:
    """A door."""


@pytest.mark.parametrize(
    ("declare", "door", "told"),
    [
        ("command", without_annotation, "body lacks an annotation"),
        ("command", without_answer, "say what it returns"),
        ("command", not_async, "a door is an async function"),
        ("command", views_in_a_command, "not given views"),
        ("command", upload_without_saying_so, "not given upload"),
        ("command", an_answer, "so it is data"),
        ("view", work_in_a_view, "not given work"),
    ],
)
def test_a_door_that_cannot_work_is_refused(declare: str, door: Any, told: str) -> None:
    doors = Doors()
    register = doors.command("POST", "/x", policy=known) if declare == "command" else doors.view("/x", policy=known)
    with pytest.raises(TypeError, match=told):
        register(door)


def test_a_door_stays_a_function_that_tests_can_call() -> None:
    doors = Doors()

    @doors.view("/me", policy=known)
    async def me(caller: Caller) -> str:
        """Who I am."""
        return caller.subject

    assert me.__name__ == "me"


def test_a_route_that_is_no_door_cannot_be_added_to_doors() -> None:
    doors = Doors()
    with pytest.raises(TypeError, match="without a policy"):
        doors.router.get("/secret")(an_answer)


def test_an_app_with_a_route_without_a_policy_does_not_start() -> None:
    def extend(app: FastAPI) -> None:
        router = APIRouter()
        router.get("/secret")(an_answer)
        app.include_router(router)
        app.add_route("/plain", lambda _request: Response())

    with pytest.raises(TypeError, match="routes without a policy: /secret, /plain"):
        application(service(Doors(), extend))


def test_a_mounted_app_is_no_way_around(tmp_path: Any) -> None:
    def static(app: FastAPI) -> None:
        app.mount("/static", StaticFiles(directory=tmp_path))

    assert routes_without_policy(application(service(Doors(), static))) == []

    def mounted(app: FastAPI) -> None:
        inner = FastAPI()
        inner.get("/secret")(an_answer)
        app.mount("/inner", inner)

    with pytest.raises(TypeError, match="/inner"):
        application(service(Doors(), mounted))


def test_a_websocket_is_no_way_around() -> None:
    async def talk(_socket: Any) -> None: ...

    with pytest.raises(TypeError, match="/talk"):
        application(service(Doors(), lambda app: app.add_api_websocket_route("/talk", talk)))


def test_a_prefix_is_part_of_the_door() -> None:
    doors = Doors(prefix="/v1")

    @doors.route("GET", "/page", policy=public)
    async def page() -> Response:
        """A page."""
        return Response()

    (route,) = doors.router.routes
    assert isinstance(route, DoorRoute)
    assert (route.path, route.door.name) == ("/v1/page", "GET /v1/page")
