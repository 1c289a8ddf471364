"""One side says no."""

from datetime import datetime

from mentoring.contracts.matching import ProposalDeclined
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.proposal import ProposalId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals.pause_person import begin_pause, take_back_open
from mentoring.matching.usecases.proposals.settle_ended import settle_answer, settle_ended


async def refuse_proposal(
    proposal_id: ProposalId, by: PersonId, reason: str, work: Work, *, unavailable_until: datetime | None = None
) -> None:
    """One no is enough; the pair is not proposed again in this program, and both places are free again.

    With ``unavailable_until`` the same step says «and nobody else until then»: what else is open with this person is
    taken back, and each of the others is passed on to the next best.
    """
    if unavailable_until is not None:
        (await work.proposals.get(proposal_id)).side_of(by)
        await begin_pause(by, unavailable_until, work)
    proposal = await work.proposals.hold(proposal_id)
    proposal = proposal.refuse(by, reason, at=work.now())
    await work.proposals.save([proposal])
    work.announce(
        ProposalDeclined(
            proposal=proposal.id,
            program=proposal.program,
            mentor=proposal.mentor,
            mentee=proposal.mentee,
            by=by,
            side=proposal.side_of(by),
            reason=reason,
        )
    )
    work.announce(snapshots.of_proposal(proposal))
    await settle_answer(proposal, by, work)
    await settle_ended([proposal], work, gone=by if unavailable_until else None)
    if unavailable_until is not None:
        await take_back_open(by, work)
