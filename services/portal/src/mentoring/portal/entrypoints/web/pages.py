"""Pages: doors that show HTML and take forms. Each names its policy; an act cannot forget to check the form's token."""

import hmac
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mentoring.kernel import Refusal
from mentoring.portal.domain.errors import FormStale
from mentoring.portal.entrypoints.web.faults import fault_page, wants_page
from mentoring.portal.entrypoints.web.forms import TOKEN, Form
from mentoring.portal.entrypoints.web.site import site_of
from mentoring.portal.entrypoints.web.visit import Visit, arrive
from mentoring.portal.ports import Refusing, Views
from mentoring.runtime import Caller, Doors, Policy, Problem, Viewing
from mentoring.runtime.exchange.mapping import problem_of
from mentoring.telemetry import get_logger

F = TypeVar("F", bound=Callable[..., Awaitable[Response]])
MOST_FIELDS: Final = 1000
LONGEST_FIELD: Final = 512 * 1024
log = get_logger(__name__)


class Pages:
    """A group of pages; ``doors`` is what the service opens."""

    def __init__(self) -> None:
        self.doors = Doors(tags=["pages"])

    def show(self, path: str, *, policy: Policy) -> Callable[[F], F]:
        """A page: ``async def home(visit: Visit, …path parameters…) -> Response``."""

        def register(page: F) -> F:
            self.doors.route("GET", path, policy=policy)(_wrapped(page, _look))
            return page

        return register

    def act(self, path: str, *, policy: Policy, upload: bool = False) -> Callable[[F], F]:
        """Takes a form. It goes on to a page by ``visit.done`` or shows the form again with what is wrong."""

        def register(page: F) -> F:
            self.doors.route("POST", path, policy=policy, upload=upload)(_wrapped(page, _take))
            return page

        return register


Around = Callable[[Request, Caller, Viewing[Views]], AbstractAsyncContextManager[Visit]]


@asynccontextmanager
async def _look(request: Request, caller: Caller, viewing: Viewing[Views]) -> AsyncIterator[Visit]:
    yield await arrive(request, caller, viewing)


@asynccontextmanager
async def _take(request: Request, caller: Caller, viewing: Viewing[Views]) -> AsyncIterator[Visit]:
    async with request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD) as data:
        visit = await arrive(request, caller, viewing, Form(data))
        must_be_ours(visit)
        yield visit


def must_be_ours(visit: Visit) -> None:
    """Refuse a form that another site made, or that was made for another sign-in.

    Raises:
        FormStale: the token is missing or another sign-in's.
    """
    secret = visit.held.secret if visit.held else ""
    wanted = visit.site.cookies.form_token(secret)
    if not secret or not hmac.compare_digest(visit.form.text(TOKEN).encode(), wanted.encode()):
        raise FormStale


def _wrapped(page: Callable[..., Awaitable[Response]], around: Around) -> Callable[..., Awaitable[Response]]:
    """What the runtime sees: the page's own parameters, with what a visit is made of in the place of ``visit``."""

    async def door(*, request: Request, caller: Caller, viewing: Viewing[Views], **given: Any) -> Response:
        try:
            async with around(request, caller, viewing) as visit:
                return await page(visit, **given)
        except Refusing as refusing:
            raise Problem(refusing.status, refusing.code, refusing.detail) from None
        except (Refusal, Problem, HTTPException):
            raise
        except Exception as defect:
            # Here and not in the surroundings: those answer programs, and a person wants a page.
            if not wants_page(request):
                raise
            log.exception("page-failed", page=page.__qualname__)
            return fault_page(request, problem_of(defect))

    own = list(inspect.signature(page, eval_str=True).parameters.values())[1:]
    fixed = {"request": Request, "caller": Caller, "viewing": Viewing[Views]}
    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter(name, kind, annotation=what) for name, what in fixed.items()]
    parameters += [parameter.replace(kind=kind) for parameter in own]
    door.__signature__ = inspect.Signature(parameters, return_annotation=Response)  # type: ignore[attr-defined]
    door.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters} | {"return": Response}
    door.__name__ = page.__name__
    door.__qualname__ = page.__qualname__
    door.__doc__ = page.__doc__
    return door


def same_site(request: Request) -> bool:
    """Whether the browser says that an unsafe request comes from a page of ours; old browsers say nothing."""
    fetched = request.headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or origin == site_of(request).url
