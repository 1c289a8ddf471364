"""One side says no."""

from mentoring.contracts.matching import ProposalDeclined
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.proposal import ProposalId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots


async def refuse_proposal(proposal_id: ProposalId, by: PersonId, reason: str, work: Work) -> None:
    """One no is enough; the pair is not proposed again in this program, and both places are free again."""
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
