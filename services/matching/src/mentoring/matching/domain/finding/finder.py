"""The engine's answers to people: whom to ask, and why, or why not."""

from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.errors.finding import NoPlaceToLookFrom, NotInProgram, NotOneOfThem
from mentoring.matching.domain.finding.mirror import Mirror
from mentoring.matching.domain.finding.questions import ANYBODY, Answer, Asker, Card, Look, Standing, Why
from mentoring.matching.domain.finding.ranking import first, keys
from mentoring.matching.domain.finding.roster import Roster
from mentoring.matching.domain.finding.wishes import meeting
from mentoring.matching.domain.pairing.cohort import Candidate, Side
from mentoring.matching.domain.pairing.reasons.explanation import explain
from mentoring.matching.domain.pairing.rules import common

Points = NDArray[np.uint8]
OTHER: dict[Side, Side] = {"mentor": "mentee", "mentee": "mentor"}


def look(mirror: Mirror, asked: Look, at: datetime) -> tuple[Card, ...]:
    """The best on the other side who are free and whom no rule excludes; with ``everybody`` the rest behind them."""
    roster = mirror.roster(asked.program)
    roster.program.must_be_open(at)
    side = OTHER[asked.whom]
    own = _seat(roster, asked, side)
    seeker = _seen(roster, own, side)
    theirs = roster.slots(asked.whom)
    points = points_of(roster, own, side)
    if asked.everybody:
        wanted = (theirs.person >= 0) & (theirs.person != roster.slots(side).person[roster.slots(side).rows[own]])
    else:
        wanted = points > 0
    if asked.wish != ANYBODY:
        wanted &= meeting(asked.wish, roster.store)
    mine = roster.slots(side).salts[roster.slots(side).rows[own]]
    best = first(
        asked.most,
        wanted,
        points,
        lambda slots: keys(points[slots], roster.loads(asked.whom)[slots], mine, theirs.salts[slots]),
        asked.after,
    )
    return tuple(_card(roster, seeker, asked.whom, theirs.enrollments[slot], key) for slot, key in best)


def why(mirror: Mirror, asked: Why, at: datetime) -> Answer:
    """Everything that speaks for and against two people, whether or not they may be brought together."""
    roster = mirror.roster(asked.program)
    roster.program.must_be_open(at)
    if asked.by.person not in {asked.mentor, asked.mentee} and not _runs(roster, asked.by):
        raise NotOneOfThem
    people: dict[Side, UUID] = {"mentor": asked.mentor, "mentee": asked.mentee}
    seats: dict[Side, UUID] = {}
    for side, person in people.items():
        seat = roster.seats.get((person, side))
        if seat is None:
            raise NotInProgram(person=person, place=side)
        seats[side] = seat
    mentor, mentee = _seen(roster, seats["mentor"], "mentor"), _seen(roster, seats["mentee"], "mentee")
    return Answer(
        explanation=explain(mentor, mentee, roster.cohort(mentor.person, mentee.person)),
        overlap_minutes=common(mentor, mentee),
        mentor=_standing(roster, mentor, seats["mentee"], "mentor"),
        mentee=_standing(roster, mentee, seats["mentor"], "mentee"),
    )


def points_of(roster: Roster, seat: UUID, side: Side) -> Points:
    """(the other side's slots) points of somebody with each of them; 0 where there is no pair."""
    slot = roster.slots(side).rows[seat]
    if side == "mentee":
        return roster.market.row(slot)
    mentees = np.flatnonzero(roster.store.mentees.places > 0).astype(np.int32)
    found = np.zeros(roster.store.mentees.room, np.uint8)
    found[mentees] = roster.market.points(mentees, np.full(len(mentees), slot, np.int32))
    return found


def _seat(roster: Roster, asked: Look, side: Side) -> UUID:
    """From where is looked."""
    person = asked.by.person if asked.person is None else asked.person
    if person != asked.by.person and not _runs(roster, asked.by):
        raise NoPlaceToLookFrom(place=side)
    seat = None if person is None else roster.seats.get((person, side))
    if seat is None and person != asked.by.person:
        raise NotInProgram(person=person, place=side)
    if seat is None:
        raise NoPlaceToLookFrom(place=side)
    return seat


def _runs(roster: Roster, by: Asker) -> bool:
    return roster.program.is_run_by(by)


def _seen(roster: Roster, seat: UUID, side: Side) -> Candidate:
    found = roster.candidate(seat, side)
    if found is None:
        raise NotInProgram(person=roster.places[seat].person, place=side)
    return found


def _card(roster: Roster, seeker: Candidate, whom: Side, seat: UUID | None, key: int) -> Card:
    assert seat is not None  # noqa: S101 - slots of nobody are never wanted
    found = _seen(roster, seat, whom)
    mentor, mentee = (found, seeker) if whom == "mentor" else (seeker, found)
    return Card(
        person=found.person,
        enrollment=seat,
        explanation=explain(mentor, mentee, roster.cohort(mentor.person, mentee.person)),
        overlap_minutes=common(mentor, mentee),
        free=found.places if found.away is None else 0,
        capacity=roster.places[seat].capacity,
        load=roster.load(seat),
        answers_in=roster.census.portraits[found.person].answers_in,
        key=key,
    )


def _standing(roster: Roster, one: Candidate, other: UUID, side: Side) -> Standing:
    points = points_of(roster, one.enrollment, side)
    got = int(points[roster.slots(OTHER[side]).rows[other]])
    return Standing(
        away=one.away,
        free=one.places,
        capacity=roster.places[one.enrollment].capacity,
        rank=1 + int((points > got).sum()) if got else None,
        of=int((points > 0).sum()),
    )
