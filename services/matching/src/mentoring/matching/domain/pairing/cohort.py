"""Who comes into question in a match run: plain values that travel to another process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Literal
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.pairing.hours import week_of
from mentoring.matching.domain.person import STAGES, Away, Person, word
from mentoring.matching.domain.terms import GroupSize, Kind, Rules, Weights

Bar = Literal["declined", "proposed", "together", "paired", "paired-elsewhere", "excluded"]
"""What stands between two people: one said no, a proposal is open, a mentorship runs, there was one in this program or
in another, or somebody who may excluded the pair."""


Side = Literal["mentor", "mentee"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One enrolled person, seen from one side.

    ``skills`` by compared word: what a mentor offers (has), what a mentee wants (to reach); ``shown`` gives skills and
    interests as the person wrote them. ``places`` are free ones. ``chain`` holds all managers above, to the top.
    ``hours`` are the working half hours of a week that begins on Monday in UTC, as bits, in January and in July.
    ``transitions`` are lived (mentor) or sought (mentee); ``top`` is the criterion that a mentee counts double.
    """

    enrollment: UUID
    person: UUID
    places: int = 1
    chain: frozenset[UUID] = frozenset()
    stage: int | None = None
    zone: str | None = None
    hours: tuple[int, int] | None = None
    languages: frozenset[str] = frozenset()
    site: str | None = None
    remote: bool = False
    function: str | None = None
    department: str | None = None
    skills: Mapping[str, int] = field(default_factory=dict)
    goals: frozenset[str] = frozenset()
    transitions: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    top: str | None = None
    shown: Mapping[str, str] = field(default_factory=dict)
    away: Away | None = None

    @property
    def takes_part(self) -> bool:
        """Whether the run may give this person somebody."""
        return self.away is None and self.places > 0

    def name_of(self, compared: str) -> str:
        """A skill or interest as the person wrote it."""
        return self.shown.get(compared, compared)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everything that decides a draft: the same cohort always gives the same draft.

    ``barred`` holds what stands between (mentor, mentee); ``pinned`` pairs are in the draft whatever they are worth;
    ``topics`` are compared words, of which a mentor offers one; ``year`` is the one whose summer and winter time count;
    ``seed`` orders people, and by that decides between drafts that are equally good. Peers stand on both sides.
    ``size`` of what is formed, everybody counted; for peers and groups.
    """

    mentors: tuple[Candidate, ...]
    mentees: tuple[Candidate, ...]
    year: int
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)
    barred: Mapping[tuple[UUID, UUID], Bar] = field(default_factory=dict)
    seed: int = 0
    kind: Kind = "formal"
    topics: frozenset[str] = frozenset()
    pinned: tuple[tuple[UUID, UUID], ...] = ()
    size: GroupSize = field(default_factory=GroupSize)

    def in_order(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """In an order that the seed gives, so that no one is favoured for having been hired first."""
        key = self.seed.to_bytes(16, "big", signed=True)
        return sorted(candidates, key=lambda one: blake2b(one.enrollment.bytes, key=key, digest_size=16).digest())


def candidate(
    enrollment: Enrollment,
    person: Person,
    *,
    taken: int,
    chain: frozenset[UUID],
    at: datetime,
    side: Side | None = None,
    year: int | None = None,
) -> Candidate:
    """A person as a match run sees them: ``taken`` places are running mentorships and open proposals.

    ``side`` is the one from which a peer is seen, since peers stand on both; ``year`` the one of `Cohort`.
    """
    says = person.says
    offers = (side or enrollment.place) == "mentor"
    skills = says.skills_offered if offers else says.skills_wanted
    compared = {name: word(name) for name in (*says.interests, *says.goals, *skills)}
    levels: dict[str, int] = {}
    for name, level in skills.items():
        levels[compared[name]] = max(level, levels.get(compared[name], 0))
    return Candidate(
        enrollment=enrollment.id,
        person=person.id,
        places=max(0, enrollment.capacity - taken),
        chain=chain,
        stage=STAGES.index(person.stage) if person.stage in STAGES else None,
        zone=says.zone or person.zone,
        hours=None if person.hours is None else week_of(person.hours, year or at.year),
        languages=person.languages,
        site=person.site,
        remote=says.meets != "in-person",
        function=person.function,
        department=person.department,
        skills=levels,
        goals=frozenset(compared[goal] for goal in says.goals),
        transitions=says.transitions_lived if offers else says.transitions_sought,
        interests=frozenset(compared[interest] for interest in says.interests),
        styles=says.styles,
        top=enrollment.top,
        shown={
            compared[name]: " ".join(name.split())
            for name in (*sorted(says.interests), *sorted(says.goals), *sorted(skills))
        },
        away=person.away(at, enrollment.place),
    )
