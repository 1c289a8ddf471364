"""What matching's commands answer on the stage, in the shape of the real ones, and what they tell."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from mentoring.contracts import State
from mentoring.contracts.matching import RunState
from tests.integration.portal import world
from tests.integration.portal.said import PREVIEW
from tests.integration.portal.world import NOW, PROGRAM, RUN, an_id

Done = tuple[Any, list[State]]
ACTS: list[tuple[re.Pattern[str], Callable[..., Done]]] = []


def act(path: str, body: Any) -> Done | None:
    """The result of a command and the states that it tells; None where no door is."""
    for pattern, door in ACTS:
        if found := pattern.fullmatch(path):
            return door(*found.groups(), body)
    return None


def inquire(path: str) -> Any:
    """What a POST answers that only shows; None where the path is a command's."""
    return PREVIEW if path.endswith("/previews") else None


def _acts(path: str) -> Callable[[Callable[..., Done]], Callable[..., Done]]:
    def register(door: Callable[..., Done]) -> Callable[..., Done]:
        ACTS.append((re.compile(path.replace("*", "([^/]+)")), door))
        return door

    return register


@_acts("proposals/*/acceptance")
def _accept(_one: str, _body: Any) -> Done:
    both = world.proposal(state="agreed", accepted_by=[world.ANA, world.BEN])
    return {"mentorship": str(an_id(90))}, [both]


@_acts("proposals/*/refusal")
def _refuse(_one: str, body: Any) -> Done:
    return None, [world.proposal(state="declined", declined_by=world.BEN, reason=body["reason"])]


@_acts("proposals/*/withdrawal")
def _take_back(one: str, body: Any) -> Done:
    return None, [_asked(UUID(one), state="withdrawn", reason=body["reason"])]


@_acts("programs/*/requests")
def _ask(_program: str, body: Any) -> Done:
    return {"proposal": str(world.REQUEST)}, [_asked(world.REQUEST, mentor=UUID(body["mentor"]))]


def _asked(of: UUID, **more: Any) -> State:
    said = {"mentor": world.CHI, "origin": "request", "asked_by": world.BEN, "accepted_by": [world.BEN]}
    return world.proposal(of, **(said | more))


@_acts("programs/*/places")
def _join(program: str, body: Any) -> Done:
    return {"enrollment": str(an_id(96))}, [world.place(an_id(96), program=UUID(program), top=body["top"])]


@_acts("enrollments/*")
def _change(place: str, body: Any) -> Done:
    return None, [world.place(UUID(place), top=body["top"])]


@_acts("enrollments/*/withdrawal")
def _leave(place: str, _body: Any) -> Done:
    return None, [world.place(UUID(place), state="withdrawn")]


@_acts("bookmarks/*")
def _keep(_person: str, _body: Any) -> Done:
    return None, []


@_acts("mentorships/*/ending")
def _end(_one: str, body: Any) -> Done:
    return None, [world.mentorship(state="ended", reason=body["reason"], rematch_for=[world.BEN])]


@_acts("mentorships/*/pause")
def _pause(_one: str, body: Any) -> Done:
    return None, [world.mentorship(state="paused", paused_because=body["reason"], paused_until=body.get("until"))]


@_acts("mentorships/*/extension")
def _extend(_one: str, body: Any) -> Done:
    return None, [world.mentorship(ends_on=body["ends_on"])]


@_acts("mentorships/*/completion")
def _complete(_one: str, _body: Any) -> Done:
    return None, [world.mentorship(state="completed")]


@_acts("mentorships/*/agreement")
def _agree(_one: str, _body: Any) -> Done:
    return {"revision": 3}, [world.mentorship()]


@_acts("mentorships/*/(?:resumption|agreement/confirmation|reflection|rematch)")
def _go_on(_one: str, _body: Any) -> Done:
    return None, [world.mentorship()]


@_acts("mentorships/*/flags/*/answer")
def _settle(_one: str, _rule: str, _body: Any) -> Done:
    return None, [world.mentorship(flags=[])]


@_acts("mentorships/*/introductions")
def _introduce(_one: str, body: Any) -> Done:
    return {"introduction": str(an_id(92))}, [
        world.introduction(an_id(92), by=world.BEN, introduced=world.CHI, to=UUID(body["to"]))
    ]


@_acts("introductions/*/*")
def _meet(one: str, act: str, body: Any) -> Done:
    more: dict[str, Any] = {
        "agreement": {"agreed_by": [world.BEN]},
        "refusal": {"state": "declined", "reason": body.get("reason")},
        "withdrawal": {"state": "withdrawn"},
        "outcome": {"state": "made", "outcome": body.get("outcome")},
    }[act]
    return None, [world.introduction(UUID(one), **more)]


@_acts("programs")
def _create(body: Any) -> Done:
    return {"program": str(an_id(99))}, [world.program(program=an_id(99), name=body["name"], state="drafted")]


@_acts("programs/*/opening")
def _open(_one: str, _body: Any) -> Done:
    return None, [world.program(program=world.DRAFT, name="Reverse circle")]


@_acts("programs/*/closing")
def _close(one: str, _body: Any) -> Done:
    return None, [world.program(program=UUID(one), state="closed")]


@_acts("mentors/me/thaw")
def _thaw(_body: Any) -> Done:
    return None, [world.mentor(world.CHI, taken=3, open_requests=4)]


@_acts("programs/*/runs")
def _run(_one: str, _body: Any) -> Done:
    return {"run": str(an_id(98))}, [RunState(run=an_id(98), program=PROGRAM, state="started", started_at=NOW)]


@_acts("runs/*/publication")
def _publish(_one: str, _body: Any) -> Done:
    run = RunState(run=RUN, program=PROGRAM, state="published", started_at=NOW, figures=world.figures())
    return {"proposals": 84, "passed_over": {}, "left": False}, [run]


@_acts("programs/*")
def _revise(one: str, _body: Any) -> Done:
    program = world.program(program=UUID(one))
    return program.model_dump(mode="json"), [program]


@_acts("runs/*/cancellation")
def _cancel(one: str, _body: Any) -> Done:
    return None, [RunState(run=UUID(one), program=PROGRAM, state="cancelled", started_at=NOW)]


@_acts("runs/*/edits")
def _edit(one: str, body: Any) -> Done:
    cost = {
        "points": -14,
        "gained": [{"mentor": str(world.CHI), "mentee": str(world.BEN), "points": 68}],
        "lost": [{"mentor": body["mentor"], "mentee": body["mentee"]}],
        "broken": ["shared-language"] if body.get("override") else [],
        "made": not body.get("preview"),
    }
    run = RunState(run=UUID(one), program=PROGRAM, state="drafted", started_at=NOW, figures=world.figures(83))
    return cost, [] if body.get("preview") else [run]


@_acts("runs/*/refresh")
def _refresh(one: str, body: Any) -> Done:
    told = {
        "counts": {"came": 1, "gone": 1, "freed": 1},
        "people": [
            {"person": str(person), "place": "mentor", "what": what}
            for person, what in ((world.CHI, "came"), (world.HAL, "gone"), (world.ANA, "freed"))
        ],
        "barred": 0,
        "lifted": 0,
        "terms": False,
        "points_before": 90,
        "points": -7,
        "points_after": 83,
        "gained": [{"mentor": str(world.CHI), "mentee": str(world.BEN), "points": 68}],
        "lost": [{"mentor": str(world.HAL), "mentee": str(world.BEN)}],
        "given_up": [],
        "found": [],
        "alone": [],
        "made": not body.get("preview"),
    }
    run = RunState(run=UUID(one), program=PROGRAM, state="drafted", started_at=NOW, figures=world.figures(83))
    return told, [] if body.get("preview") else [run]


@_acts("programs/*/(?:exclusions|required-pairs)")
def _keep_pairs(_one: str, body: Any) -> Done:
    return body, []


@_acts("programs/*/enrollments")
def _enroll(_one: str, body: Any) -> Done:
    rows = [{"row": n, "outcome": "enrolled", "person": row["person"]} for n, row in enumerate(body, 1)]
    return {"enrolled": len(rows), "refused": 0, "rows": rows}, []
