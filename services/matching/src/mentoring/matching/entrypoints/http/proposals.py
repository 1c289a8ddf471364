"""Proposals, for the two of each pair and for those who run the program."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict

from mentoring.contracts.matching import ProposalState
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.pairing.reasons.wording import Viewpoint
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.entrypoints.http.reasons import ExplanationBody, explained
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals import accept_proposal, refuse_proposal, withdraw_proposal
from mentoring.runtime import Caller, Doors, known, known_or_role

proposals = Doors(tags=["proposals"])
HR = "hr_manager"


class ReasonGiven(BaseModel):
    """Why, in a word of a closed vocabulary."""

    model_config = ConfigDict(extra="forbid")

    reason: str


class Refusal(ReasonGiven):
    """Why, and whether it is a no to everybody for a time."""

    unavailable_until: AwareDatetime | None = None


class Accepted(BaseModel):
    """The mentorship that began, when this was the second yes."""

    mentorship: UUID | None


class ProposalShown(BaseModel):
    """A proposal, and why these two, from the reader's side."""

    side: Viewpoint
    proposal: ProposalState
    explanation: ExplanationBody
    message: str | None = None
    """What whoever asked for it wrote; for the two alone."""


@proposals.view("/proposals/{proposal_id}", policy=known_or_role(HR))
async def proposal(proposal_id: UUID, caller: Caller, views: Views) -> ProposalShown:
    """For the two, and for those who run the program."""
    found = await views.proposal(proposal_id)
    side = await _viewpoint(found, caller, views)
    explanation = await views.explanation(found)
    return ProposalShown(
        side=side,
        proposal=snapshots.of_proposal(found),
        explanation=explained(explanation, side),
        message=None if side == "manager" else await views.message(proposal_id),
    )


@proposals.command("POST", "/proposals/{proposal_id}/acceptance", policy=known)
async def accept(proposal_id: UUID, caller: Caller, work: Work) -> Accepted:
    """Say yes; the second yes begins the mentorship."""
    return Accepted(mentorship=await accept_proposal.accept_proposal(proposal_id, by=caller.known, work=work))


@proposals.command("POST", "/proposals/{proposal_id}/refusal", policy=known)
async def refuse(proposal_id: UUID, body: Refusal, caller: Caller, work: Work) -> None:
    """Say no: no-time, no-fit, conflict, other; with a day, in the same step: and to everybody until then."""
    await refuse_proposal.refuse_proposal(
        proposal_id, by=caller.known, reason=body.reason, work=work, unavailable_until=body.unavailable_until
    )


@proposals.command("POST", "/proposals/{proposal_id}/withdrawal", policy=known_or_role(HR))
async def withdraw(proposal_id: UUID, body: ReasonGiven, caller: Caller, work: Work) -> None:
    """Take an open proposal back: mistake, changed, left, other; by whoever asked, or by those who run the program."""
    await withdraw_proposal.withdraw_proposal(proposal_id, by=caller, reason=body.reason, work=work)


async def _viewpoint(found: Proposal, caller: Actor, views: Views) -> Viewpoint:
    if caller.person in {found.mentor, found.mentee}:
        return found.side_of(caller.person)
    (await views.program(found.program)).must_be_run_by(caller)
    return "manager"
