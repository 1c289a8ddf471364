"""The one place where proposals are made: of a published run, asked for, suggested, the next best after a no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from mentoring.contracts.matching import ProposalMade
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.pairing.standing import standing
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Origin, Proposal
from mentoring.matching.domain.terms import Answers
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals.gather_pairs import gather_pairs

_OVER: Final = {"paired", "paired-elsewhere"}
"""What stands between two who had a mentorship."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A pair to be proposed, and why; best offers come first.

    ``answers``: whose yes it needs; None: as the program has it. ``asked_by`` has accepted by asking. An explanation
    with its words is kept beside the proposal unless it stands in the draft of ``run`` already.
    """

    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    explanation: Explanation
    origin: Origin = "run"
    run: UUID | None = None
    asked_by: UUID | None = None
    answers: Answers | None = None
    group: UUID | None = None
    step: int = 0
    message: str | None = None
    again: bool = False
    """Whether the two may be brought together although they had a mentorship that neither of them gave up."""

    @property
    def points(self) -> int:
        """Whole points, 1 to 100."""
        return self.explanation.points


@dataclass(frozen=True, slots=True)
class Made:
    """The proposals, in the order of their offers, and how many offers no longer held, by reason."""

    proposals: tuple[Proposal, ...]
    passed_over: Mapping[str, int]


async def make_proposals(program: Program, offers: Sequence[Offer], work: Work, *, most: int | None = None) -> Made:
    """Every offer that holds now becomes a proposal, and is told.

    Only the people of the offers are looked at, however large the program is. Once their places are held nobody else
    can fill them, leave them, freeze a mentor or offer the same pair; so capacities hold whatever else is made
    meanwhile, no rule is broken, nobody who is away is asked, and no pair of which somebody said no is asked again.
    Many offers are given in chunks, each in a work of its own. With ``most`` the others are in reserve.
    """
    cohort = await gather_pairs(program, offers, work)
    again = {(offer.mentor, offer.mentee) for offer in offers if offer.again}
    barred = {pair: bar for pair, bar in cohort.barred.items() if bar not in _OVER or pair not in again}
    held = standing(offers, replace(cohort, barred=barred), most=most)
    proposals = [_proposal(offer, program, work) for offer in held.pairs]
    await work.proposals.add(proposals)
    made = list(zip(proposals, held.pairs, strict=True))
    await work.letters.keep({one.id: (one, offer.message) for one, offer in made if offer.message})
    await work.proposals.explain([(one, offer.explanation) for one, offer in made if offer.run is None])
    for one in proposals:
        work.announce(_told(one))
        work.announce(snapshots.of_proposal(one))
    await work.mentors.mark([one.mentor for one in proposals])
    return Made(tuple(proposals), held.passed_over)


def _proposal(offer: Offer, program: Program, work: Work) -> Proposal:
    made = Proposal(
        id=work.new_id(),
        program=program.id,
        run=offer.run,
        mentor=offer.mentor,
        mentee=offer.mentee,
        mentor_enrollment=offer.mentor_enrollment,
        mentee_enrollment=offer.mentee_enrollment,
        made_at=work.now(),
        open_until=work.now() + program.answer_within.span,
        points=offer.points,
        reasons={part.code: part.points for part in offer.explanation.parts},
        origin=offer.origin,
        asked_by=offer.asked_by,
        answers=offer.answers or program.answers,
        peers=program.kind == "peer",
        group=offer.group,
        step=offer.step,
        accepted_by=frozenset() if offer.asked_by is None else frozenset({offer.asked_by}),
    )
    return made.nudged(work.now())


def _told(made: Proposal) -> ProposalMade:
    return ProposalMade(
        proposal=made.id,
        program=made.program,
        mentor=made.mentor,
        mentee=made.mentee,
        open_until=made.open_until,
        points=made.points,
        reasons=snapshots.reasons(made),
        origin=made.origin,
        asked_by=made.asked_by,
        answers=made.answers,
        peers=made.peers,
        group=made.group,
    )
