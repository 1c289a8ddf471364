"""Finding people: recommendations, search, why or why not, and what other terms would come to."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from mentoring.contracts.words import CareerStage, Transition
from mentoring.matching.domain.finding.questions import Asker, Look, WhatIf, Why, Wish
from mentoring.matching.domain.pairing.cohort import Side
from mentoring.matching.domain.pairing.reasons.wording import Viewpoint
from mentoring.matching.entrypoints.http.cards import (
    AnswerBody,
    CardBody,
    EffectBody,
    Terms,
    answer_of,
    card_of,
    effect_of,
)
from mentoring.matching.entrypoints.http.paging import after_rank
from mentoring.matching.entrypoints.http.programs import rules_of, weights_of
from mentoring.matching.ports.finding import Engine
from mentoring.runtime import Caller, Doors, Page, Paged, known_or_role

HR = "hr_manager"
_ALL = "Also those whom a rule excludes, or who are not free; with the reason."
MOST = 50
Words = Annotated[list[str], Query(max_length=20)]


def finding(engine: Engine) -> Doors:
    """The doors that the engine answers. None of them opens a connection to the database."""
    doors = Doors(tags=["finding"])

    @doors.view("/programs/{program_id}/recommendations", policy=known_or_role(HR))
    async def recommendations(
        program_id: UUID,
        caller: Caller,
        top: Annotated[int, Query(ge=1, le=MOST)] = 10,
        whom: Annotated[Literal["mentors", "mentees"], Query(alias="for", description="Whom to find.")] = "mentors",
        person: Annotated[UUID | None, Query(description="For whom; for those who run the program.")] = None,
    ) -> list[CardBody]:
        """The best for somebody who has a place: free, excluded by no rule, the less loaded first among equals."""
        side: Side = "mentor" if whom == "mentors" else "mentee"
        asked = Look(program_id, _asker(caller), whom=side, person=person, most=top)
        return [card_of(card, asked.whom) for card in await engine.look(asked)]

    @doors.view("/programs/{program_id}/search", policy=known_or_role(HR))
    async def search(
        program_id: UUID,
        caller: Caller,
        page: Paged,
        skill: Words = [],  # noqa: B006 - FastAPI copies it
        stage: Annotated[list[CareerStage], Query()] = [],  # noqa: B006
        site: Words = [],  # noqa: B006
        language: Words = [],  # noqa: B006
        transition: Annotated[list[Transition], Query()] = [],  # noqa: B006
        text: Annotated[str, Query(max_length=200)] = "",
        everybody: Annotated[Literal["true", "false"], Query(alias="all", description=_ALL)] = "false",
        person: UUID | None = None,
    ) -> Page[CardBody]:
        """Mentors with all of what is asked for, best first; skills and transitions are the mentor's."""
        wish = Wish(tuple(skill), frozenset(stage), frozenset(site), frozenset(language), tuple(transition), text=text)
        asked = Look(
            program_id,
            _asker(caller),
            person=person,
            wish=wish,
            everybody=everybody == "true",
            after=after_rank(page) if page.after else None,
            most=page.limit + 1,
        )
        found = page.of(await engine.look(asked), by=lambda card: [card.key])
        return Page(items=[card_of(card, "mentor") for card in found.items], next=found.next)

    @doors.view("/programs/{program_id}/explanations/{mentor}/{mentee}", policy=known_or_role(HR))
    async def explanation(
        program_id: UUID, mentor: UUID, mentee: UUID, caller: Caller, side: Viewpoint | None = None
    ) -> AnswerBody:
        """Why these two, or why not; seen from one's own side when no other is asked for."""
        own: Viewpoint = {mentor: "mentor", mentee: "mentee"}.get(caller.person or program_id, "manager")  # type: ignore[assignment]
        return answer_of(await engine.why(Why(program_id, _asker(caller), mentor, mentee)), side or own)

    @doors.inquiry("/programs/{program_id}/previews", policy=known_or_role(HR))
    async def preview(program_id: UUID, body: Terms, caller: Caller) -> EffectBody:
        """What other rules or weights would come to beside the present ones; nothing is changed."""
        asked = WhatIf(
            program_id,
            _asker(caller),
            None if body.rules is None else rules_of(body.rules),
            None if body.weights is None else weights_of(body.weights),
        )
        return effect_of(await engine.what_if(asked))

    return doors


def _asker(caller: Caller) -> Asker:
    return Asker(caller.person, caller.roles)
