"""What nobody answered in time runs out."""

from mentoring.contracts.matching import ProposalExpired
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals.settle_ended import settle_ended

AT_ONCE = 200


async def expire_proposals(work: Work) -> int:
    """An open proposal ends at its hour; both places are free again. Answers how many ended."""
    due = [proposal.expire(work.now()) for proposal in await work.proposals.hold_expired(work.now(), AT_ONCE)]
    await work.proposals.save(due)
    for proposal in due:
        work.announce(
            ProposalExpired(
                proposal=proposal.id,
                program=proposal.program,
                mentor=proposal.mentor,
                mentee=proposal.mentee,
                silent=list(proposal.silent),
            )
        )
        work.announce(snapshots.of_proposal(proposal))
    await settle_ended(due, work)
    return len(due)
