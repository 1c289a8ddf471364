"""A draft becomes proposals."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.contracts.matching import RunPublished
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.pairing.draft import Pair
from mentoring.matching.domain.run import RunId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals.make_proposals import Offer, make_proposals


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
    made = await make_proposals(program, [_offer(pair, run_id) for pair in pairs], work)
    await work.runs.save(run)
    work.announce(RunPublished(run=run.id, program=program.id, proposals=len(made.proposals)))
    work.announce(snapshots.of_run(run))
    return Published(len(made.proposals), made.passed_over)


def _offer(pair: Pair, run_id: RunId) -> Offer:
    return Offer(
        mentor=pair.mentor,
        mentee=pair.mentee,
        mentor_enrollment=pair.mentor_enrollment,
        mentee_enrollment=pair.mentee_enrollment,
        explanation=pair.explanation,
        run=run_id,
    )
