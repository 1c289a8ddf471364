"""A draft becomes proposals, a piece at a time: each in a transaction of its own, so that nobody waits long for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mentoring.contracts.matching import RunPublished
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.pairing.drafted import DraftedPair
from mentoring.matching.domain.pairing.reasons.explanation import Explanation, Part
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.run import Run, RunId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals.make_proposals import Made, Offer, make_proposals

A_PIECE: Final = 500
"""Pairs of one transaction."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many pairs of the draft became proposals so far, and how many no longer could, by reason.

    ``left``: there are more, which the clock publishes.
    """

    proposals: int
    passed_over: Mapping[str, int]
    left: bool = False


async def publish_run(run_id: RunId, by: Actor, work: Work) -> Published:
    """Every pair that still holds becomes a proposal, once; capacities are kept whatever was published meanwhile."""
    run = await work.runs.hold(run_id)
    program = await work.programs.get(run.program)
    program.must_be_run_by(by)
    program.must_be_open(work.now())
    run = await _publish_a_piece(run.publishing(by.person, work.now()), program, work)
    return Published(run.began.proposals, run.began.passed_over, left=run.state == "drafted")


async def go_on_publishing(work: Work) -> int:
    """The next piece of a draft whose publication has begun; how many drafts there were to go on with."""
    run = await work.runs.hold_in_publication()
    if run is None:
        return 0
    await _publish_a_piece(run, await work.programs.get(run.program), work)
    return 1


async def _publish_a_piece(run: Run, program: Program, work: Work) -> Run:
    found = await work.drafts.to_publish(run.id, run.began.reached, A_PIECE)
    # What meets as one is proposed at once; a piece ends before a group that may go on in the next.
    last = found[-1].group if len(found) == A_PIECE else None
    pairs = [pair for pair in found if last is None or pair.group != last]
    made = await _made([_offer(pair, run.id) for pair in pairs], program, work)
    if pairs:
        run = run.further(pairs[-1].rank, len(made.proposals), made.passed_over)
    if len(found) < A_PIECE:
        run = run.published()
        work.announce(RunPublished(run=run.id, program=program.id, proposals=run.began.proposals))
        work.announce(snapshots.of_run(run))
    await work.runs.save(run)
    return run


async def _made(offers: Sequence[Offer], program: Program, work: Work) -> Made:
    if program.state != "open":
        return Made((), {"program-closed": len(offers)})
    return await make_proposals(program, offers, work)


def _offer(pair: DraftedPair, run_id: RunId) -> Offer:
    return Offer(
        mentor=pair.mentor,
        mentee=pair.mentee,
        mentor_enrollment=pair.mentor_enrollment,
        mentee_enrollment=pair.mentee_enrollment,
        explanation=Explanation(tuple(Part(code, points, points) for code, points in pair.parts.items())),
        run=run_id,
        group=pair.group,
    )
