"""One side says yes."""

from mentoring.contracts.matching import ProposalAgreed, ProposalAnswered
from mentoring.matching.domain.enrollment import PersonId
from mentoring.matching.domain.mentorship import MentorshipId
from mentoring.matching.domain.proposal import ProposalId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.mentorships.start_mentorship import start_mentorship
from mentoring.matching.usecases.proposals.make_room import make_room
from mentoring.matching.usecases.proposals.settle_ended import settle_answer


async def accept_proposal(proposal_id: ProposalId, by: PersonId, work: Work) -> MentorshipId | None:
    """A mentorship starts when both sides have accepted, and not before."""
    offered = await work.proposals.get(proposal_id)
    offered.side_of(by)
    places = await work.enrollments.hold([offered.mentor_enrollment, offered.mentee_enrollment])
    proposal = await work.proposals.hold(proposal_id)
    proposal = proposal.accept(by, at=work.now())
    await work.proposals.save([proposal])
    side = proposal.side_of(by)
    work.announce(ProposalAnswered(proposal=proposal.id, by=by, side=side, answer="accepted"))
    if proposal.state == "agreed":
        pair = {"program": proposal.program, "mentor": proposal.mentor, "mentee": proposal.mentee}
        work.announce(ProposalAgreed(proposal=proposal.id, **pair))
    work.announce(snapshots.of_proposal(proposal))
    await settle_answer(proposal, by, work)
    if proposal.state != "agreed":
        return None
    await make_room(list(places.values()), work, group=proposal.group if proposal.peers else None)
    return await start_mentorship(proposal, places, work)
