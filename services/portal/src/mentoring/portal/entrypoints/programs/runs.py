"""A match run: «May I publish this?»."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.edit import Made
from mentoring.portal.domain.effect import Progress
from mentoring.portal.domain.errors import PageMissing
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.run import Group, Run, classes
from mentoring.portal.entrypoints.programs.admission import admitted, manager
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Query, Refusing

runs = Pages()
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of the draft with what counted."""

    mentor: Person
    mentee: Person
    points: int
    because: str
    """What stands behind the criterion that counted most."""
    shares: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Alone:
    """Somebody whom the draft gives nobody."""

    person: Person
    place: str
    because: str


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which pairs of the draft are looked at."""

    person: str
    """As it was typed."""
    least: str
    most: str
    found: Person | None

    @property
    def unknown(self) -> bool:
        """Whether somebody was named whom nobody knows."""
        return bool(self.person) and self.found is None

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.person or self.least or self.most)

    @property
    def query(self) -> dict[str, str | int | None]:
        """As the owner's door takes it."""
        return {
            "person": str(self.found.id) if self.found else None,
            "least": self.least if self.least.isdecimal() else None,
            "most": self.most if self.most.isdecimal() else None,
        }

    @property
    def more(self) -> str:
        """The same behind an address that has a query already."""
        said = {"person": self.person, "least": self.least, "most": self.most}
        return "".join(f"&{name}={quote(value)}" for name, value in said.items() if value)


@runs.show("/runs/{run_id}", policy=manager)
async def look(visit: Visit, run_id: UUID) -> Response:
    """Figures, distribution, and the draft with its reasons."""
    return await _shown(visit, run_id)


@runs.act("/runs/{run_id}/publication", policy=manager)
async def publish(visit: Visit, run_id: UUID) -> Response:
    """Everybody in the draft gets a proposal."""
    try:
        answer = await visit.owners.send("matching", f"/runs/{run_id}/publication", {}, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, run_id, problem)
    return visit.done(f"/runs/{run_id}", sorted(answer.changed, key=lambda one: one.key != str(run_id)), "published")


@runs.act("/runs/{run_id}/cancellation", policy=manager)
async def cancel(visit: Visit, run_id: UUID) -> Response:
    """Call it off before anything of it is published."""
    try:
        answer = await visit.owners.send("matching", f"/runs/{run_id}/cancellation", {}, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, run_id, problem)
    return visit.done(f"/runs/{run_id}", answer.changed, "run-cancelled")


async def _shown(visit: Visit, run_id: UUID, problem: Refusing | None = None) -> Response:
    async with visit.viewing() as views:
        run = await views.run(run_id)
        if run is None:
            raise PageMissing
        program = await admitted(visit, views, run.program)
    [run] = visit.settled([run])
    drafted = run.state in {"drafted", "published"}
    sieve = await _sieve(visit)
    pairs, after = await _pairs(visit, run_id, sieve) if drafted else ([], None)
    progress = await _progress(visit, run)
    log = await _log(visit, run_id) if drafted else ()
    edited = await _people(visit, [str(one) for each in log for one in (each.mentor, each.mentee, each.by) if one])
    unmatched = await _unmatched(visit, run_id) if drafted else []
    histogram = run.figures.histogram if run.figures else ()
    return visit.page(
        "programs/run.html",
        problem=problem,
        run=run,
        program=program,
        pairs=pairs,
        next=after,
        unmatched=unmatched,
        progress=progress,
        sieve=sieve,
        log=log,
        edited=edited,
        editable=run.state == "drafted" and progress is None and not run.settling,
        groups=_groups(run),
        loads=_loads(run),
        classes=list(zip(classes(len(histogram)), histogram, strict=True)),
    )


async def _progress(visit: Visit, run: Run) -> Progress | None:
    """How far it is, where it is on its way; None where it rests or the owner is away."""
    if run.state not in {"started", "drafted"}:
        return None
    try:
        said = (await visit.owners.ask("matching", f"/runs/{run.id}/progress")).body
        found = read(Progress, said)
    except Refusing:
        return None
    return found if found.phase else None


def _groups(run: Run) -> list[tuple[str, list[Group]]]:
    """By what they are groups, and how each fared."""
    groups = run.figures.groups if run.figures else ()
    return [(by, [one for one in groups if one.by == by]) for by in dict.fromkeys(one.by for one in groups)]


def _loads(run: Run) -> list[tuple[str, int]]:
    """Mentors by how much of their places is used, in classes of percent."""
    shares = run.figures.load.shares if run.figures and run.figures.load else ()
    return list(zip(classes(len(shares)), shares, strict=True))


async def _sieve(visit: Visit) -> Sieve:
    said = visit.request.query_params
    named = said.get("person", "").strip()
    async with visit.viewing() as views:
        found = (await views.people_called([named])).get(named) if named else None
    return Sieve(named, said.get("least", ""), said.get("most", ""), found)


async def _log(visit: Visit, run_id: UUID) -> tuple[Made, ...]:
    said = await _asked(visit, f"/runs/{run_id}/edits", {"limit": A_PAGE})
    try:
        return read(tuple[Made, ...], said["items"] if isinstance(said, dict) else said or ())
    except (KeyError, Refusing):
        return ()


async def _pairs(visit: Visit, run_id: UUID, sieve: Sieve) -> tuple[list[Pair] | None, str | None]:
    """A page of the draft, asked of its owner; None where the owner is away."""
    query = {"after": visit.request.query_params.get("after"), "limit": A_PAGE, **sieve.query}
    if sieve.unknown:
        return [], None
    said = await _asked(visit, f"/runs/{run_id}/pairs", query)
    if said is None:
        return None, None
    people = await _people(visit, [one[side] for one in said["items"] for side in ("mentor", "mentee")])
    pairs = [
        Pair(
            mentor=people[UUID(one["mentor"])],
            mentee=people[UUID(one["mentee"])],
            points=one["points"],
            because=_most(one["explanation"]["reasons"]),
            shares=[(reason["code"], reason["points"]) for reason in one["explanation"]["reasons"]],
        )
        for one in said["items"]
    ]
    return pairs, said["next"]


def _most(reasons: list[Any]) -> str:
    return str(max(reasons, key=lambda reason: reason["points"])["because"]) if reasons else ""


async def _unmatched(visit: Visit, run_id: UUID) -> list[Alone]:
    if visit.request.query_params.get("after"):
        return []
    said = await _asked(visit, f"/runs/{run_id}/unmatched", {"limit": A_PAGE})
    if said is None:
        return []
    people = await _people(visit, [one["person"] for one in said["items"]])
    return [Alone(people[UUID(one["person"])], one["place"], one["because"]) for one in said["items"]]


async def _asked(visit: Visit, path: str, query: Query) -> Any:
    try:
        return (await visit.owners.ask("matching", path, query)).body
    except Refusing:
        return None


async def _people(visit: Visit, ids: list[str]) -> dict[UUID, Person]:
    async with visit.viewing() as views:
        return await views.people([UUID(one) for one in ids])
