"""Small programs made by chance, and their best drafts found by trying everything."""

from collections.abc import Sequence
from functools import cache
from uuid import UUID

from hypothesis import strategies as st

from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.hours import in_utc, local_week
from mentoring.matching.domain.pairing.reasons.explanation import explain
from mentoring.matching.domain.pairing.rules import BARS, breaches
from mentoring.matching.domain.terms import Kind, Rules, StageGap, Weights
from mentoring.matching.domain.terms.weights import CRITERIA, DIFFERENCES, Different

PEOPLE = [UUID(int=number) for number in range(1, 10)]
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata", "No/Where", None]
WORDS = ["sql", "go", "rust", "public speaking"]
LANGUAGES = ["en", "de", "ja"]
TWO_SIDED: tuple[Kind, ...] = ("formal", "formal", "reverse")
USUAL = local_week(9 * 60, 17 * 60)


WEEKS = [None, *((in_utc(USUAL, ahead), in_utc(USUAL, ahead + 60)) for ahead in (0, 300, 540))]


def some(words: Sequence[str], most: int = 2) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words), max_size=most)


@st.composite
def candidates(draw: st.DrawFn, person: UUID, side: int) -> Candidate:
    return Candidate(
        enrollment=UUID(int=(side << 64) | person.int),
        person=person,
        places=draw(st.integers(0, 3)),
        chain=frozenset(draw(st.sets(st.sampled_from(PEOPLE), max_size=2))) - {person},
        stage=draw(st.sampled_from([None, 0, 1, 2, 3, 4])),
        zone=draw(st.sampled_from(ZONES)),
        hours=draw(st.sampled_from(WEEKS)),
        languages=draw(some(LANGUAGES)),
        site=draw(st.sampled_from(["Berlin", "Bern", None])),
        remote=draw(st.booleans()),
        function=draw(st.sampled_from(["sales", "law", None])),
        department=draw(st.sampled_from(["north", "south", None])),
        skills=draw(st.dictionaries(st.sampled_from(WORDS), st.integers(1, 5), max_size=3)),
        goals=draw(some(WORDS)),
        transitions=draw(some(["promotion", "founding", "job-switch"])),
        interests=draw(some([*WORDS, "chess", "tea", "hiking", "chants"], 7)),
        styles=draw(some(["direct", "free", "structured"])),
        top=draw(st.sampled_from([None, None, *CRITERIA])),
        away=draw(st.sampled_from([None, None, None, None, "on-leave", "paused", "left"])),
    )


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    """Mostly without the rules that need much, so that pairs are left."""
    least, most = sorted(draw(st.tuples(st.integers(-4, 4), st.integers(-4, 4))))
    gap = draw(st.sampled_from([StageGap(), StageGap(), StageGap(least, most), StageGap(most=most)]))
    return Rules(
        not_in_reporting_line=draw(st.booleans()),
        shared_language=draw(st.booleans()),
        overlap_minutes=draw(st.sampled_from([0, 0, 0, 600, 1200])),
        location=draw(st.sampled_from(["any", "any", "same-site", "same-site-or-remote"])),
        stage_gap=gap,
        department=draw(st.sampled_from(["any", "any", "same", "different"])),
        earlier_partners=draw(st.sampled_from(["any", "program", "never"])),
    )


@st.composite
def cohorts(draw: st.DrawFn, most: int = 4, kinds: Sequence[Kind] = ("formal", "formal", "reverse", "peer")) -> Cohort:
    """Some people stand on both sides; some pairs are barred."""
    mentors = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=most))
    mentees = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=most))
    pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
    given = draw(st.lists(st.integers(0, 100), min_size=9, max_size=9).filter(any))
    different: list[Different] = draw(st.lists(st.sampled_from(DIFFERENCES), unique=True))
    return Cohort(
        mentors=tuple(draw(candidates(person, 1)) for person in mentors),
        mentees=tuple(draw(candidates(person, 2)) for person in mentees),
        year=2026,
        rules=draw(rules()),
        weights=Weights(**dict(zip(CRITERIA, given, strict=True)), prefer_different=tuple(different)),
        barred=draw(st.dictionaries(pairs, st.sampled_from(BARS), max_size=3)),
        kind=draw(st.sampled_from(kinds)),
        topics=draw(st.sampled_from([frozenset[str]()] * 4 + [frozenset({"sql", "go"})])),
        seed=draw(st.integers(0, 2**63 - 1)),
    )


def best_by_trying_everything(cohort: Cohort) -> int:
    """The highest total of points."""
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
    def best(at: int, seeks: tuple[int, ...], places: tuple[int, ...]) -> int:
        if at == len(worth):
            return 0
        without = best(at + 1, seeks, places)
        row, column, points = worth[at]
        if not seeks[row] or not places[column]:
            return without
        return max(without, points + best(at + 1, _one_less(seeks, row), _one_less(places, column)))

    return best(0, tuple(one.places for one in mentees), tuple(one.places for one in mentors))


def _one_less(counts: tuple[int, ...], at: int) -> tuple[int, ...]:
    return tuple(count - (index == at) for index, count in enumerate(counts))
