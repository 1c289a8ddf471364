"""Find: «Who could help me with this?»."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.candidate import Candidate
from mentoring.portal.domain.place import Place
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.reading import read
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import VOCABULARY
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

finding = Pages()
FILTERS: Final = ("skill", "stage", "transition", "language", "site")
BEST: Final = 10
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: a text, and one value or none for each filter."""

    text: str
    filters: Mapping[str, str]
    everybody: bool
    """Those also whom a rule keeps apart from the reader."""
    after: str | None = None

    @property
    def anything(self) -> bool:
        """Whether more than the best is asked for."""
        return bool(self.text or self.filters or self.everybody)

    @property
    def query(self) -> dict[str, str | None]:
        """As the owner's door takes it."""
        return {
            "text": self.text or None,
            **self.filters,
            "all": "true" if self.everybody else None,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """Cards, and what goes on after them."""

    cards: tuple[Candidate, ...]
    next: str | None = None


@finding.show("/find", policy=known)
async def look(visit: Visit) -> Response:
    """The best for the reader, or whom they search for, in one of their programs."""
    asked = _asked(visit)
    async with visit.viewing() as views:
        places = visit.settled(await views.places_of(visit.person))
        skills = await views.participant(visit.person)
    seeking = [place for place in places if place.open and place.seeks]
    place = _chosen(seeking, visit.request.query_params.get("in"))
    problem, found = None, Found(())
    if place is not None:
        try:
            found = await _found(visit, place, asked)
        except Refusing as refusing:
            problem = refusing
    kept = await bookmarked(visit)
    ids = [*(card.person for card in found.cards), *kept]
    async with visit.viewing() as views:
        people = await views.people(ids)
        headlines = await views.headlines(ids)
        rooms = await views.rooms(ids)
    return visit.page(
        "mine/find.html",
        problem=problem,
        places=places,
        seeking=seeking,
        place=place,
        asked=asked,
        found=found,
        people=people,
        headlines=headlines,
        rooms=rooms,
        kept=kept,
        wanted=[skill.name for skill in skills.wanted] if skills else [],
        stages=choices(visit, "stage", VOCABULARY["stage"]),
        transitions=choices(visit, "transition", VOCABULARY["transition"]),
    )


async def bookmarked(visit: Visit) -> list[UUID]:
    """Whom the reader has in mind, the newest first; none where the owner is away."""
    try:
        said = (await visit.owners.ask("matching", "/bookmarks")).body
        return [read(UUID, one["person"]) for one in said["items"]]
    except (Refusing, KeyError, TypeError):
        return []


async def _found(visit: Visit, place: Place, asked: Asked) -> Found:
    door, query = ("search", asked.query) if asked.anything else ("recommendations", {"top": str(BEST)})
    if place.seeks == "mentee":
        # A search finds mentors alone; whoever looks for mentees gets more of the best.
        door, query = "recommendations", {"top": str(MOST), "for": "mentees"}
    said: Any = (await visit.owners.ask("matching", f"/programs/{place.program}/{door}", query)).body
    listed = {"items": said} if isinstance(said, list) else said
    return read(Found, {"cards": listed["items"], "next": listed.get("next")})


def _asked(visit: Visit) -> Asked:
    said = visit.request.query_params
    filters = {name: said[name].strip() for name in FILTERS if said.get(name, "").strip()}
    return Asked(said.get("text", "").strip(), filters, said.get("all") == "true", said.get("after"))


def _chosen(seeking: list[Place], wished: str | None) -> Place | None:
    return next((place for place in seeking if str(place.id) == wished), seeking[0] if seeking else None)
