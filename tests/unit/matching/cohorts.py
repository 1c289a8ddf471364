"""Small programs made by chance, and their best drafts found by trying everything."""

from functools import cache
from uuid import UUID

from hypothesis import strategies as st

from mentoring.matching.domain.pairing.cohort import Bar, Candidate, Cohort
from mentoring.matching.domain.pairing.reasons.explanation import explain
from mentoring.matching.domain.pairing.rules import breaches
from mentoring.matching.domain.terms import Rules, Weights

PEOPLE = [UUID(int=number) for number in range(1, 10)]
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata", "No/Where", None]
WORDS = ["sql", "go", "rust", "public speaking"]
LANGUAGES = ["en", "de", "ja"]


@st.composite
def candidates(draw: st.DrawFn, person: UUID, side: int) -> Candidate:
    return Candidate(
        enrollment=UUID(int=(side << 64) | person.int),
        person=person,
        places=draw(st.integers(0, 3)),
        chain=frozenset(draw(st.sets(st.sampled_from(PEOPLE), max_size=2))) - {person},
        stage=draw(st.sampled_from([None, 0, 1, 2, 3, 4])),
        zone=draw(st.sampled_from(ZONES)),
        languages=frozenset(draw(st.sets(st.sampled_from(LANGUAGES), max_size=2))),
        skills=draw(st.dictionaries(st.sampled_from(WORDS), st.integers(1, 5), max_size=3)),
        interests=frozenset(draw(st.sets(st.sampled_from(WORDS), max_size=2))),
        away=draw(st.sampled_from([None, None, None, None, "on-leave", "paused", "left"])),
    )


@st.composite
def cohorts(draw: st.DrawFn, most: int = 4) -> Cohort:
    """Some people stand on both sides; some pairs are barred."""
    mentors = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=most))
    mentees = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=most))
    pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
    bars: st.SearchStrategy[Bar] = st.sampled_from(["declined", "proposed", "paired"])
    skills, interests, stage, zone = draw(st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any))
    return Cohort(
        mentors=tuple(draw(candidates(person, 1)) for person in mentors),
        mentees=tuple(draw(candidates(person, 2)) for person in mentees),
        year=2026,
        rules=draw(st.builds(Rules, st.booleans(), st.booleans())),
        weights=Weights(skills, interests, stage, zone),
        barred=draw(st.dictionaries(pairs, bars, max_size=3)),
        seed=draw(st.integers(0, 2**63 - 1)),
    )


def best_by_trying_everything(cohort: Cohort) -> tuple[int, int]:
    """The highest total of points, and the most pairs that a draft with that total can have."""
    mentors = [one for one in cohort.mentors if one.takes_part]
    mentees = [one for one in cohort.mentees if one.takes_part]
    pairs = [
        (row, column, explain(mentor, mentee, cohort).points)
        for row, mentee in enumerate(mentees)
        for column, mentor in enumerate(mentors)
        if not breaches(mentor, mentee, cohort)
    ]
    worth = [pair for pair in pairs if pair[2] > 0]

    @cache
    def best(at: int, seeks: tuple[int, ...], places: tuple[int, ...]) -> tuple[int, int]:
        if at == len(worth):
            return 0, 0
        without = best(at + 1, seeks, places)
        row, column, points = worth[at]
        if not seeks[row] or not places[column]:
            return without
        total, count = best(at + 1, _one_less(seeks, row), _one_less(places, column))
        return max(without, (total + points, count + 1))

    return best(0, tuple(one.places for one in mentees), tuple(one.places for one in mentors))


def _one_less(counts: tuple[int, ...], at: int) -> tuple[int, ...]:
    return tuple(count - (index == at) for index, count in enumerate(counts))
