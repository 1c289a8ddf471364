"""Fakes of the owners' doors: they keep what was sent, answer as the real ones do, and tell the portal's topics."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from mentoring.contracts import State
from tests.integration.portal import held, matching, matching_views, world
from tests.integration.portal.world import NOW, PAIR, SESSION, an_id

Told = Callable[[State], dict[str, Any]]


@dataclass
class Sent:
    """A command that came in."""

    path: str
    key: str | None
    token: str
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Owners:
    """What tests may set, and what came in."""

    tell: Told
    sent: list[Sent] = field(default_factory=list)
    refuse: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    """By path: the status and the problem."""
    away: set[str] = field(default_factory=set)
    """Owners that do not answer sensibly."""
    strange: list[str] = field(default_factory=list)
    """What the real doors of matching would not have taken or said."""
    answers: dict[str, Any] = field(default_factory=dict)
    """By idempotency key: a repeated command gets the first answer."""

    def app(self) -> FastAPI:
        """All owners under one roof, each below its name."""
        app = FastAPI()

        @app.middleware("http")
        async def gate(request: Request, go_on: Any) -> Response:
            owner = request.url.path.split("/")[1]
            if owner in self.away:
                return Response("<h1>gone</h1>", status_code=502)
            if not request.headers.get("authorization", "").startswith("Bearer "):
                return JSONResponse({"code": "token-missing", "detail": "No token."}, status_code=401)
            if refusal := self.refuse.get(request.url.path):
                return JSONResponse(refusal[1], status_code=refusal[0], media_type="application/problem+json")
            response: Response = await go_on(request)
            return response

        app.add_api_route("/{owner}/{path:path}", self._command, methods=["POST", "PUT", "PATCH", "DELETE"])
        app.add_api_route("/{owner}/{path:path}", self._view, methods=["GET"])
        return app

    async def _command(self, request: Request, owner: str, path: str) -> Response:
        raw = await request.body()
        body = await request.json() if request.headers.get("content-type") == "application/json" else raw
        key = request.headers.get("idempotency-key")
        token = request.headers["authorization"].removeprefix("Bearer ")
        if owner == "matching" and (shown := matching.inquire(path)) is not None:
            self.sent.append(Sent(f"/{owner}/{path}", key, token, body))
            self._hold(held.sent("POST", path, body), held.told("POST", path, shown))
            return JSONResponse(shown)
        repeated = key in self.answers
        self.sent.append(
            Sent(f"/{owner}/{path}?{request.url.query}".rstrip("?"), key, token, body, dict(request.headers))
        )
        if not repeated:
            result, told = self._effect(path, body)
            changed = [self.tell(state) for state in told]
            self.answers[str(key)] = {"result": result, "changed": changed}
            if owner == "matching" and not path.startswith("dead-letters/"):  # every service has those
                said = self.answers[str(key)]
                self._hold(held.sent(request.method, path, body), held.told(request.method, path, said))
        return JSONResponse(self.answers[str(key)])

    def _effect(self, path: str, body: Any) -> tuple[Any, list[State]]:  # noqa: PLR0911 - one line an act
        if (done := matching.act(path, body)) is not None:
            return done
        parts = path.split("/")
        match parts[-1]:
            case "moving":
                start = datetime.fromisoformat(body["start"])
                return {}, [world.session(starts=start, sequence=1)]
            case "cancellation":
                return {}, [world.session(state="cancelled", sequence=1, reason=body["reason"])]
            case "sessions":
                start = datetime.fromisoformat(body["start"])
                return {}, [world.session(an_id(95), starts=start, kind="session")]
            case "reading":
                number = UUID(parts[-2]).int - an_id(500).int
                return None, [world.inbox_item(number, read_at=NOW)]
            case "imports":
                return {"import_id": str(world.IMPORT)}, []
            case "replay" | "discarding":
                return {"failed": False, "steps": []}, []
            case _:
                return {}, []

    def _hold(self, *wrong: str) -> None:
        self.strange += [one for one in wrong if one]

    async def _view(self, request: Request, owner: str, path: str) -> Response:
        if path == "metrics":
            return Response(METRICS, media_type="text/plain")
        if path.endswith(".ics"):
            return Response("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", media_type="text/calendar; charset=utf-8")
        if owner == "matching" and path.endswith("/export"):
            return Response("row,mentor,mentee,points\r\n", media_type="text/csv; charset=utf-8")
        if owner == "matching" and path.endswith("/certificate"):
            return JSONResponse({"run": path.split("/")[-2], "prices": []})
        found = self._found(owner, path, dict(request.query_params))
        if found is None:
            return JSONResponse({"code": "missing", "detail": "There is no such thing."}, status_code=404)
        return JSONResponse(found, headers={"ETag": '"7"'})

    def _found(self, owner: str, path: str, query: dict[str, str]) -> Any:  # noqa: PLR0911 - one line a door
        if owner == "matching" and (seen := matching_views.look(path, query)) is not None:
            self._hold(held.told("GET", path, seen))
            return seen
        last = path.rsplit("/", 1)[-1]
        match last:
            case "participant":
                return PARTICIPANT
            case "availability":
                hours = [{"weekday": day, "starts": "09:00", "ends": "17:00"} for day in range(1, 6)]
                return {"zone": "Europe/Berlin", "hours": hours, "stated": False, "version": 7}
            case "slots":
                return {"slots": slots(query)}
            case "operations":
                return operations(owner)
            case "dead-letters":
                return {"items": LETTERS if owner == "matching" else [], "next": None}
            case "rows":
                return {"items": ROWS, "next": None}
        return IMPORT if path == f"imports/{world.IMPORT}" else None


def slots(query: dict[str, str]) -> list[dict[str, Any]]:
    """Free times of an afternoon, on the four days after the first."""
    since = datetime.fromisoformat(query["from"])
    minutes = timedelta(minutes=int(query["minutes"]))
    first = since.replace(hour=13, minute=0, second=0, microsecond=0)
    starts = [first + timedelta(days=day, minutes=30 * half) for day in range(1, 5) for half in range(8)]
    return [{"starts": start.isoformat(), "ends": (start + minutes).isoformat(), "local": []} for start in starts]


def operations(owner: str) -> dict[str, Any]:
    """Matching is behind; the others flow."""
    behind = owner == "matching"
    consumer = {
        "consumer": f"{owner}.people",
        "topic": "profile.people.state",
        "lag_messages": 812 if behind else 0,
        "lag_seconds": 64.0 if behind else 0.0,
        "partitions": 12,
        "workers": 1,
        "silent_seconds": 0.2,
        "dead_letters": 1 if behind else 0,
        "parked": 1 if behind else 0,
    }
    outbox = {"rows": 1240 if behind else 0, "oldest_seconds": 42.0 if behind else 0.0, "refused": 0}
    return {"service": owner, "outbox": outbox, "consumers": [consumer]}


LETTER = an_id(70)
_LETTER = {
    "id": str(LETTER),
    "consumer": "matching.people-events",
    "reason": "schema",
    "detail": "placing.job_level: Input should be a valid integer",
    "event_type": "mentoring.profile.person-moved.v1",
    "readable_key": str(world.BEN),
    "topic": "profile.people",
    "partition": 7,
    "offset": 10482,
    "state": "open",
    "put_at": (NOW - timedelta(minutes=12)).isoformat(),
}
LETTERS = [{**_LETTER, "id": str(an_id(71)), "state": "parked", "offset": 10490}, _LETTER]
METRICS = """# TYPE mentoring_consumer_handler_seconds histogram
mentoring_consumer_handler_seconds_bucket{consumer="matching.people",outcome="done",le="+Inf"} 100.0
mentoring_consumer_handler_seconds_count{consumer="matching.people",outcome="done"} 100.0
mentoring_consumer_handler_seconds_sum{consumer="matching.people",outcome="done"} 0.19
"""
PARTICIPANT = {
    "headline": "Payments engineer, curious about big systems",
    "skills_offered": [{"name": "Python", "level": 4}],
    "skills_wanted": [{"name": "Distributed systems", "level": 4}],
    "interests": ["climbing"],
    "languages": ["en", "de"],
    "zone": None,
    "capacity": 1,
    "paused_until": None,
    "goals": ["Leading a team"],
    "transitions_lived": ["job-switch"],
    "transitions_sought": ["into-leadership"],
    "styles": ["direct"],
    "meets": "either",
    "revision": 7,
}


IMPORT = {
    "import_id": str(world.IMPORT),
    "state": "finished",
    "reason": None,
    "dry_run": True,
    "allow_leavers": False,
    "received_at": NOW.isoformat(),
    "rows": 1002,
    "pending": 15,
    "applied": 15,
    "expected": {"joined": 3, "changed": 12, "unchanged": 985, "left": 0, "rehired": 0, "rejected": 2, "warned": 1},
    "counts": {"joined": 0, "changed": 0, "unchanged": 0, "left": 0, "rehired": 0, "rejected": 2, "warned": 1},
}
ROWS = [
    {"place": 1, "line": 12, "where": "email", "kind": "error", "what": "«ana@» is no address.", "mend": "Correct it."},
    {
        "place": 2,
        "line": 480,
        "where": "manager",
        "kind": "warning",
        "what": "Nobody has the number E9999.",
        "mend": "Bring the manager too, or leave it empty.",
    },
]
__all__ = ["LETTER", "PAIR", "SESSION", "Owners", "Sent"]
