"""An offer is taken back."""

from mentoring.contracts.matching import ProposalWithdrawn
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.errors.proposals import ReasonUnknown
from mentoring.matching.domain.proposal import WITHDRAWALS, Proposal, ProposalId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals.settle_ended import settle_ended


async def withdraw_proposal(proposal_id: ProposalId, by: Actor, reason: str, work: Work) -> None:
    """Whoever asked for it, and those who run the program, take back what is still open; both places are free again."""
    proposal = await work.proposals.hold(proposal_id)
    if by.person is None or by.person != proposal.asked_by:
        program = await work.programs.get(proposal.program)
        program.must_be_run_by(by)
    if reason not in WITHDRAWALS:
        raise ReasonUnknown(reason=reason, known=", ".join(WITHDRAWALS), where="body.reason")
    await take_back(proposal, reason, work)


async def take_back(proposal: Proposal, reason: str, work: Work, *, gone: PersonId | None = None) -> None:
    """The offer no longer stands; ``proposal`` is held. Whoever is ``gone`` is not passed on to anybody else."""
    proposal = proposal.withdraw(reason)
    await work.proposals.save([proposal])
    work.announce(
        ProposalWithdrawn(
            proposal=proposal.id,
            program=proposal.program,
            mentor=proposal.mentor,
            mentee=proposal.mentee,
            reason=reason,
        )
    )
    work.announce(snapshots.of_proposal(proposal))
    await settle_ended([proposal], work, gone=gone)
