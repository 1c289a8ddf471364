"""The draft of a cohort by the mode that was asked for, judged again pair by pair, with its figures."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np

from mentoring.matching.domain.engine.caps import Cap
from mentoring.matching.domain.engine.certificate import Certificate as Proof
from mentoring.matching.domain.engine.computed import KernelMarket
from mentoring.matching.domain.engine.watch import Watch
from mentoring.matching.domain.errors.runs import PinImpossible
from mentoring.matching.domain.pairing import figures as told_of
from mentoring.matching.domain.pairing.apart.groups import groups
from mentoring.matching.domain.pairing.apart.meetings import meetings
from mentoring.matching.domain.pairing.apart.peers import peers
from mentoring.matching.domain.pairing.audit import Judged, audit
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.figures import Certificate, Figures, Load
from mentoring.matching.domain.pairing.market import market_of
from mentoring.matching.domain.pairing.pins import PersonPair, Pin, pins_of, without
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched, binding, set_aside
from mentoring.matching.domain.pairing.solving import Mode, Told, solved, watch_of


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentor and a mentee that the draft brings together; ``parts`` are points by weighed criterion.

    No words: why these two is told from what both say when somebody asks.
    """

    mentor: UUID
    mentee: UUID
    mentor_enrollment: UUID
    mentee_enrollment: UUID
    parts: Mapping[str, int]
    group: UUID | None = None
    """All pairs of one circle, or of one mentor's group, share it; the mentor of a circle's pairs is its host."""

    @property
    def points(self) -> int:
        """Whole points, 1 to 100; a pair that was required, or drawn by lot, may have none."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Draft:
    """Pairs, best first; everybody without one; and the figures.

    ``prices``: points that one place of a mentor is worth to the whole, by enrollment, where it is any; with the pairs
    they prove the bound again. ``overridden``: required pairs and the rules that they break.
    """

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    figures: Figures
    prices: Mapping[UUID, int]
    overridden: Mapping[PersonPair, tuple[str, ...]]


def _silent(_phase: str, _done: int, _of: int) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class GroupCap:
    """At most ``cap`` pairs for the mentees of one site or department; in fair drafts."""

    by: told_of.By
    cap: int


def draft(
    cohort: Cohort,
    *,
    mode: Mode = "optimum",
    caps: Collection[GroupCap] = (),
    overridden: Collection[PersonPair] = (),
    progress: Told = _silent,
    cancelled: Callable[[], bool] = _never,
) -> Draft:
    """The same cohort and mode always give the same draft; a pair needs at least one point.

    ``caps`` from the narrowest groups to the widest; ``overridden``: required pairs that may break rules.

    Raises:
        PinImpossible: a required pair cannot be.
        AuditFailed: the draft does not stand up to its audit.
        Stopped: it is not wanted any more.
    """
    watch = watch_of(progress, cancelled)
    watch.enter("lists")
    pins = pins_of(cohort, overridden)
    present = replace(
        cohort,
        mentees=tuple(one for one in cohort.mentees if one.takes_part),
        mentors=tuple(one for one in cohort.mentors if one.takes_part),
    )
    taking_part = without(present, pins)
    if mode == "roulette" or cohort.kind in {"peer", "group"}:
        return _apart(cohort, present, taking_part, pins, mode, watch)
    mentees, mentors = cohort.in_order(present.mentees), cohort.in_order(present.mentors)
    market = market_of(taking_part)
    found = solved(market, mode, watch, [_cap(one, mentees) for one in caps])
    arcs = found.pairs
    judged = audit(
        (
            (mentors[column], mentees[row], points)
            for row, column, points in zip(
                arcs.mentee.tolist(), arcs.mentor.tolist(), arcs.points.tolist(), strict=True
            )
        ),
        pins,
        cohort,
        watch,
    )
    judged.sort(key=lambda one: -sum(one[2].values()))
    taken = {one.enrollment for pair in judged for one in pair[:2]}
    watch.enter("reasons")
    unmatched = left_without(cohort, market, mentees, mentors, taken)
    watch.leave()
    return Draft(
        pairs=tuple(
            Pair(mentor.person, mentee.person, mentor.enrollment, mentee.enrollment, parts)
            for mentor, mentee, parts in judged
        ),
        unmatched=unmatched,
        figures=replace(
            _figures(present, cohort, judged, found.certificate, int(arcs.points.sum())),
            blocking_pairs=found.blocking_pairs,
            price_of_stability=found.price_of_stability,
            floor=found.floor,
            seconds=round(sum(watch.seconds.values()), 3),
        ),
        prices={
            mentors[column].enrollment: int(found.prices[column])
            for column in np.flatnonzero((found.prices > 0) & (market.places > 0)).tolist()
        },
        overridden={(pin.mentor.person, pin.mentee.person): pin.broken for pin in pins if pin.broken},
    )


def _apart(
    cohort: Cohort, present: Cohort, taking_part: Cohort, pins: Sequence[Pin], mode: Mode, watch: Watch
) -> Draft:
    """Chance meetings, peers, circles, groups. Pairs are required of pairs alone."""
    grouped = cohort.kind == "group" or cohort.size.most > 2  # noqa: PLR2004 - two make a pair
    if mode == "roulette":
        found = meetings(taking_part, watch)
    elif pins and grouped:
        raise PinImpossible(mentor=pins[0].mentor.person, mentee=pins[0].mentee.person, why="groups-are-formed-whole")
    else:
        found = peers(taking_part, watch) if cohort.kind == "peer" else groups(taking_part, watch)
    judged = [*found.judged, *audit((), pins, cohort, watch)]
    judged.sort(key=lambda one: -sum(one[2].values()))
    # Whoever meets as one stays together, at the place of the group's best pair.
    first: dict[UUID, int] = {}
    for rank, (mentor, mentee, _) in enumerate(judged):
        first.setdefault(found.group.get((mentor.enrollment, mentee.enrollment), mentee.enrollment), rank)
    judged.sort(key=lambda one: first[found.group.get((one[0].enrollment, one[1].enrollment), one[1].enrollment)])
    watch.leave()
    taken = {one.enrollment for pair in judged for one in pair[:2]}
    twice = cohort.kind == "peer"
    told = _figures(present, cohort, judged, found.proof, sum(sum(one[2].values()) for one in found.judged), both=twice)
    return Draft(
        pairs=tuple(
            Pair(
                mentor.person,
                mentee.person,
                mentor.enrollment,
                mentee.enrollment,
                parts,
                found.group.get((mentor.enrollment, mentee.enrollment)),
            )
            for mentor, mentee, parts in judged
        ),
        unmatched=(
            *(set_aside(one, "peer" if twice else "mentee") for one in cohort.mentees if not one.takes_part),
            *(set_aside(one, "mentor") for one in cohort.mentors if not twice and not one.takes_part),
            *(one for one in found.without if one.enrollment not in taken),
        ),
        figures=replace(told, seconds=round(sum(watch.seconds.values()), 3)),
        prices={},
        overridden={(pin.mentor.person, pin.mentee.person): pin.broken for pin in pins if pin.broken},
    )


def _cap(cap: GroupCap, mentees: Sequence[Candidate]) -> Cap:
    names = [told_of.group_of(cap.by, one) for one in mentees]
    known = {name: number for number, name in enumerate(sorted({name for name in names if name is not None}))}
    group = np.array([-1 if name is None else known[name] for name in names], np.int64)
    return Cap("mentee", group, np.full(len(known), cap.cap, np.int64))


def left_without(
    cohort: Cohort,
    market: KernelMarket,
    mentees: Sequence[Candidate],
    mentors: Sequence[Candidate],
    taken: Collection[UUID],
) -> tuple[Unmatched, ...]:
    """Everybody who takes no part or whose enrollment is not ``taken``, with the reason."""
    alone = [row for row, one in enumerate(mentees) if one.enrollment not in taken]
    spare = [column for column, one in enumerate(mentors) if one.enrollment not in taken]
    by_mentee = market.by_mentee(np.array(alone, np.int32))
    by_mentor = market.by_mentor() if spare else by_mentee
    mentors_there, mentees_there = int((market.places > 0).sum()), int((market.seeks > 0).sum())
    return (
        *(set_aside(one, "mentee") for one in cohort.mentees if not one.takes_part),
        *(binding(mentees[row], "mentee", by_mentee, row, mentors_there) for row in alone),
        *(set_aside(one, "mentor") for one in cohort.mentors if not one.takes_part),
        *(binding(mentors[column], "mentor", by_mentor, column, mentees_there) for column in spare),
    )


def _figures(
    present: Cohort,
    cohort: Cohort,
    judged: Sequence[Judged],
    proof: Proof | None,
    solved_for: int,
    *,
    both: bool = False,
) -> Figures:
    """``solved_for``: points without the required pairs; ``both``: peers, who are all on both sides."""
    points: dict[UUID, list[int]] = {}
    held: Counter[UUID] = Counter()
    for mentor, mentee, parts in judged:
        for one in (mentor, mentee) if both else (mentee,):
            points.setdefault(one.enrollment, []).append(sum(parts.values()))
        held.update((mentor.enrollment, mentee.enrollment) if both else (mentor.enrollment,))
    told = Figures.of(
        [sum(parts.values()) for _, _, parts in judged],
        mentees=len(cohort.mentees),
        mentors=len(present.mentors),
        places=sum(one.places for one in present.mentors),
        unmatched=sum(one.enrollment not in points for one in cohort.mentees),
    )
    places = {one.enrollment: one.places for one in present.mentors}
    return replace(
        told,
        certificate=None
        if proof is None
        else Certificate.of(proof, pinned=told.total_points - solved_for, audited=len(judged)),
        # A circle takes one place of its host, however many come.
        load=Load.of(present.mentors, {one: min(has, places[one]) for one, has in held.items()}),
        groups=told_of.groups(cohort.mentees, points),
    )
