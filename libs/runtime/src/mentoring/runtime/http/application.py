"""The HTTP app of a service: its doors, the operators' doors, health, in one set of surroundings."""

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from mentoring.kernel import Refusal
from mentoring.runtime.access.policies import public
from mentoring.runtime.composition import Service
from mentoring.runtime.doors.doors import Doors
from mentoring.runtime.doors.route import DoorRoute
from mentoring.runtime.exchange.mapping import problem_of
from mentoring.runtime.exchange.problems import Problem, ProblemBody
from mentoring.runtime.http.surroundings import Surroundings, tell


def application(service: Service, *further: Doors) -> FastAPI:
    """The app with the doors of ``service`` and ``further`` ones; ``app.state.running`` is set when it is opened.

    Raises:
        TypeError: a route was added that has no policy.
    """
    app = FastAPI(
        title=f"mentoring {service.name}", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    for kind in (Refusal, Problem, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _answer_problem)
    app.add_middleware(Surroundings)
    for doors in (*service.doors, *further, _description(app)):
        app.include_router(doors.router)
    if service.extend is not None:
        service.extend(app)
    if unguarded := routes_without_policy(app):
        raise TypeError(f"routes without a policy: {', '.join(unguarded)}")
    return app


def routes_without_policy(app: FastAPI) -> list[str]:
    """The paths that anybody could enter because nobody has said who may; static files are public by their kind."""
    return [
        str(context.path)
        for context in iter_route_contexts(app.routes)
        if not isinstance(context.original_route, DoorRoute)
        and not (isinstance(context.original_route, Mount) and isinstance(context.original_route.app, StaticFiles))
    ]


async def _answer_problem(request: Request, error: Exception) -> Response:
    problem = problem_of(error)
    tell(problem, error)
    return problem.response(request)


def _description(app: FastAPI) -> Doors:
    doors = Doors(tags=["service"])

    @doors.route("GET", "/openapi.json", policy=public)
    async def describe() -> Response:
        """The OpenAPI description of this service."""
        if app.openapi_schema is None:
            app.openapi_schema = describe_app(app)
        return JSONResponse(app.openapi_schema)

    return doors


def describe_app(app: FastAPI) -> dict[str, Any]:
    """OpenAPI with the bearer scheme and the form of problems."""
    document = get_openapi(title=app.title, version="1", routes=app.routes)
    components = document.setdefault("components", {})
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    problem = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    components.setdefault("schemas", {}).update(problem.pop("$defs", {}) | {"ProblemBody": problem})
    return document
