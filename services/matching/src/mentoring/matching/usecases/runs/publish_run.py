"""A draft becomes proposals."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.contracts.matching import ProposalMade, RunPublished
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.pairing.draft import Pair
from mentoring.matching.domain.pairing.standing import standing
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.run import RunId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.runs.gather_cohort import gather_cohort


@dataclass(frozen=True, slots=True)
class Published:
    """How many pairs of the draft became proposals, and how many no longer could, by reason."""

    proposals: int
    passed_over: Mapping[str, int]


async def publish_run(run_id: RunId, by: Actor, work: Work) -> Published:
    """Every pair that still holds becomes a proposal, once; capacities are kept whatever was published meanwhile."""
    run = await work.runs.hold(run_id)
    program = await work.programs.get(run.program)
    program.must_be_run_by(by)
    program.must_be_open(work.now())
    run = run.published()
    pairs = await work.drafts.pairs(run_id)
    # Once the places are held, nobody else can fill them, leave them, or offer the same pair.
    await work.enrollments.hold({place for pair in pairs for place in (pair.mentor_enrollment, pair.mentee_enrollment)})
    held = standing(pairs, await gather_cohort(run, program, work.now(), work))
    proposals = [_offer(pair, run_id, program, work) for pair in held.pairs]
    await work.proposals.add(proposals)
    await work.runs.save(run)
    work.announce(RunPublished(run=run.id, program=program.id, proposals=len(proposals)))
    work.announce(snapshots.of_run(run))
    for proposal in proposals:
        work.announce(
            ProposalMade(
                proposal=proposal.id,
                program=program.id,
                mentor=proposal.mentor,
                mentee=proposal.mentee,
                open_until=proposal.open_until,
                points=proposal.points,
                reasons=snapshots.reasons(proposal),
            )
        )
        work.announce(snapshots.of_proposal(proposal))
    return Published(len(proposals), held.passed_over)


def _offer(pair: Pair, run_id: RunId, program: Program, work: Work) -> Proposal:
    return Proposal(
        id=work.new_id(),
        program=program.id,
        run=run_id,
        mentor=pair.mentor,
        mentee=pair.mentee,
        mentor_enrollment=pair.mentor_enrollment,
        mentee_enrollment=pair.mentee_enrollment,
        open_until=work.now() + program.answer_within.span,
        points=pair.points,
        reasons={part.code: part.points for part in pair.explanation.parts},
    )
