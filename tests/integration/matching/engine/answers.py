"""All that a mirror knows, as pairs with their points, and the same by the slow judges that know nothing of arrays."""

from uuid import UUID

from mentoring.matching.domain.finding.finder import points_of
from mentoring.matching.domain.finding.mirror import Mirror
from mentoring.matching.domain.finding.roster import Roster
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.pairing.scoring.credit import points

Pairs = dict[tuple[UUID, UUID], int]


def seats(roster: Roster, side: str) -> list[tuple[UUID, UUID]]:
    """(person, place) of everybody whom HR has told of."""
    found = [(person, seat) for (person, of), seat in roster.seats.items() if of == side]
    return [(person, seat) for person, seat in found if person in roster.census.portraits]


def known(mirror: Mirror, program: UUID) -> Pairs:
    """(mentor, mentee) with the points that the kernel gives, without those who get none."""
    roster = mirror.roster(program)
    rows = roster.store.mentors.rows
    found: Pairs = {}
    for mentee, seat in seats(roster, "mentee"):
        got = points_of(roster, seat, "mentee")
        found |= {(mentor, mentee): int(got[rows[place]]) for mentor, place in seats(roster, "mentor")}
    return {pair: worth for pair, worth in found.items() if worth}


def judged(mirror: Mirror, program: UUID) -> Pairs:
    """The same pair by pair, in Python."""
    roster = mirror.roster(program)
    found: Pairs = {}
    for mentee, seat in seats(roster, "mentee"):
        for mentor, place in seats(roster, "mentor"):
            one, other = roster.candidate(place, "mentor"), roster.candidate(seat, "mentee")
            assert one is not None
            assert other is not None
            cohort = roster.cohort(mentor, mentee)
            if one.takes_part and not breaches(one, other, cohort):
                found[mentor, mentee] = sum(points(one, other, cohort).values())
    return {pair: worth for pair, worth in found.items() if worth}
