"""The draft of a run, asked of its owner: pairs, those without one, what was edited by hand."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from mentoring.portal.domain.edit import Made
from mentoring.portal.domain.person import Person
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.ports import Query, Refusing

A_PAGE: Final = 50


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


async def sieve_of(visit: Visit) -> Sieve:
    """Out of the address."""
    said = visit.request.query_params
    named = said.get("person", "").strip()
    async with visit.viewing() as views:
        found = (await views.people_called([named])).get(named) if named else None
    return Sieve(named, said.get("least", ""), said.get("most", ""), found)


async def log_of(visit: Visit, run_id: UUID) -> tuple[Made, ...]:
    """Edits that were made by hand; none where the owner is away."""
    said = await _asked(visit, f"/runs/{run_id}/edits", {"limit": A_PAGE})
    try:
        return read(tuple[Made, ...], said["items"] if isinstance(said, dict) else said or ())
    except (KeyError, Refusing):
        return ()


async def pairs_of(visit: Visit, run_id: UUID, sieve: Sieve) -> tuple[list[Pair] | None, str | None]:
    """A page of the draft, asked of its owner; None where the owner is away."""
    query = {"after": visit.request.query_params.get("after"), "limit": A_PAGE, **sieve.query}
    if sieve.unknown:
        return [], None
    said = await _asked(visit, f"/runs/{run_id}/pairs", query)
    if said is None:
        return None, None
    people = await people_of(visit, [one[side] for one in said["items"] for side in ("mentor", "mentee")])
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


async def unmatched_of(visit: Visit, run_id: UUID) -> list[Alone]:
    """Everybody without a pair and the binding reason, beside the first page of pairs."""
    if visit.request.query_params.get("after"):
        return []
    said = await _asked(visit, f"/runs/{run_id}/unmatched", {"limit": A_PAGE})
    if said is None:
        return []
    people = await people_of(visit, [one["person"] for one in said["items"]])
    return [Alone(people[UUID(one["person"])], one["place"], one["because"]) for one in said["items"]]


async def _asked(visit: Visit, path: str, query: Query) -> Any:
    try:
        return (await visit.owners.ask("matching", path, query)).body
    except Refusing:
        return None


async def people_of(visit: Visit, ids: list[str]) -> dict[UUID, Person]:
    """The names around a draft."""
    async with visit.viewing() as views:
        return await views.people([UUID(one) for one in ids])
