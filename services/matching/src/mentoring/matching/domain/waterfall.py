"""Whether the mentee of an ended proposal is passed on to the next best mentor."""

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from mentoring.matching.domain.proposal import Origin, Proposal

MOST_STEPS: Final = 3
"""Next bests in a row; after that it is for the mentee, or for those who run the program, to look again."""
Over = Literal["steps-used-up", "nobody-left", "wish-over"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A mentee who is to get the next best mentor after ``proposal``."""

    proposal: UUID
    program: UUID
    mentee: UUID
    mentee_enrollment: UUID
    origin: Origin
    step: int


def goes_on(ended: Proposal) -> bool:
    """Whether the wish of the mentee outlives the proposal.

    It does where the mentor said no, stayed silent, or is not there any more. It does not where the mentee stayed
    silent as well, or said no for another reason than this mentor. Groups, peers and the lot have rounds of their own,
    and what a mentor asked for was no wish of the mentee.
    """
    if ended.peers or ended.group is not None or ended.origin == "roulette" or ended.asked_by == ended.mentor:
        return False
    if ended.state == "declined":
        return ended.declined_by == ended.mentor or ended.reason in {"no-fit", "conflict"}
    if ended.state == "expired":
        return ended.mentor in ended.silent and ended.mentee not in ended.silent
    return ended.state == "withdrawn" and ended.reason in {"away", "frozen", "filled", "left"}


def wish_after(ended: Proposal) -> Wish:
    """The next step. Whoever asked one person by name did not ask another, so the next best is but suggested."""
    asked = ended.origin in {"request", "suggestion"}
    return Wish(
        proposal=ended.id,
        program=ended.program,
        mentee=ended.mentee,
        mentee_enrollment=ended.mentee_enrollment,
        origin="suggestion" if asked else "waterfall",
        step=ended.step + 1,
    )
