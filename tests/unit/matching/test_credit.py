"""What a pair is worth, by component."""

from collections.abc import Mapping
from typing import Any

import pytest

from mentoring.matching.domain.pairing.cohort import Candidate, candidate
from mentoring.matching.domain.pairing.scoring import credit
from mentoring.matching.domain.person import Participant, Person
from mentoring.matching.domain.terms import Weights
from mentoring.testing.work import A_MONDAY_MORNING
from tests.unit.matching.builders import ANA, BEN, a_candidate, a_cohort, an_enrollment

EVEN = Weights(25, 25, 25, 25)
SKILLS = Weights(100, 0, 0, 0)


def worth(mentor: Candidate, mentee: Candidate, weights: Weights, **changed: Any) -> Mapping[str, int]:
    points = credit.points(mentor, mentee, a_cohort([mentor], [mentee], weights=weights, **changed))
    return {str(criterion): got for criterion, got in points.items()}


def only(criterion: str, **changed: Any) -> Weights:
    return Weights(**({"skills": 0, "interests": 0, "stage": 0, "zone": 0, criterion: 1} | changed))


def test_the_shares_are_100_points_whatever_the_weights() -> None:
    def told(weights: Weights, top: str | None = None) -> dict[str, int]:
        return {criterion: share for criterion, share in credit.shares(weights, top).items() if share}

    assert told(Weights()) == {"skills": 60, "interests": 20, "stage": 10, "zone": 10}
    assert told(Weights(1, 1, 1, 0)) == {"skills": 34, "interests": 33, "stage": 33}
    assert told(Weights(), "zone") == {"skills": 55, "interests": 18, "stage": 9, "zone": 18}
    assert told(Weights(), "goals") == told(Weights())
    assert sum(credit.shares(Weights(7, 13, 3, 29)).values()) == 100


@pytest.mark.parametrize(
    ("wanted", "offered", "points"),
    [
        ({"sql": 3}, {"sql": 3}, 100),
        ({"sql": 3}, {"sql": 5}, 100),
        ({"sql": 4}, {"sql": 1}, 25),
        ({"sql": 3}, {}, 0),
        ({"sql": 3, "go": 2}, {"sql": 3}, 50),
        ({"sql": 3, "go": 2, "rust": 2}, {"sql": 3}, 34),
        ({}, {"sql": 3}, 0),
    ],
)
def test_skills_count_by_how_far_the_mentor_has_reached_what_the_mentee_wants(
    wanted: dict[str, int], offered: dict[str, int], points: int
) -> None:
    mentor, mentee = a_candidate(ANA, skills=offered), a_candidate(BEN, skills=wanted)
    assert worth(mentor, mentee, SKILLS)["skills"] == points


@pytest.mark.parametrize(
    ("mentor", "mentee", "points"),
    [
        ({"chess"}, {"chess"}, 25),
        ({"chess", "go"}, {"chess"}, 25),
        ({"chess"}, {"chess", "go"}, 12),
        (set("abcde"), set("abcdefgh"), 25),
        (set(), set(), 0),
        ({"go"}, {"chess"}, 0),
    ],
)
def test_interests_count_by_how_many_of_the_mentees_are_shared_up_to_five(
    mentor: set[str], mentee: set[str], points: int
) -> None:
    one = a_candidate(ANA, interests=frozenset(mentor))
    other = a_candidate(BEN, interests=frozenset(mentee))
    assert worth(one, other, EVEN)["interests"] == points


@pytest.mark.parametrize(
    ("mentor", "mentee", "points"),
    [(2, 1, 25), (3, 1, 25), (4, 1, 16), (4, 0, 8), (1, 1, 8), (0, 1, 0), (None, 1, 0), (1, None, 0)],
)
def test_a_mentor_one_or_two_stages_ahead_is_best(mentor: int | None, mentee: int | None, points: int) -> None:
    one, other = a_candidate(ANA, stage=mentor), a_candidate(BEN, stage=mentee)
    assert worth(one, other, EVEN)["stage"] == points


@pytest.mark.parametrize(
    ("mentor", "mentee", "hours"),
    [
        ("Europe/Berlin", "Europe/Paris", 0),
        ("Europe/Berlin", "Europe/London", 1),
        ("Europe/Berlin", "America/New_York", 6),
        ("Europe/Berlin", "Australia/Sydney", 10),
        ("Pacific/Auckland", "Pacific/Honolulu", 2),
        ("Asia/Kolkata", "UTC", 5.5),
        ("Mars/Olympus", "UTC", None),
        (None, "UTC", None),
        ("../../etc/passwd", "UTC", None),
    ],
)
def test_clocks_are_compared_at_the_worse_time_of_the_year_and_the_short_way_round(
    mentor: str | None, mentee: str, hours: float | None
) -> None:
    minutes = credit.apart(a_candidate(ANA, zone=mentor), a_candidate(BEN, zone=mentee), 2026)
    assert minutes == (None if hours is None else hours * 60)


def test_the_zone_counts_evenly_down_to_nothing_at_eight_hours() -> None:
    def points(zone: str) -> int:
        one, other = a_candidate(ANA, zone="UTC"), a_candidate(BEN, zone=zone)
        return worth(one, other, Weights(0, 0, 0, 1))["zone"]

    assert [100, 50, 0, 0] == [points(zone) for zone in ("UTC", "Etc/GMT-4", "Etc/GMT+8", "Etc/GMT-12")]


def test_skills_are_compared_without_regard_to_case_and_spaces_and_shown_as_they_were_written() -> None:
    says = Participant({}, {"Public  Speaking": 2, "public speaking": 4}, interests=frozenset({"Chess "}))
    seen = candidate(
        an_enrollment(1, BEN, "mentee"), Person(BEN, says=says), taken=0, chain=frozenset(), at=A_MONDAY_MORNING
    )
    assert seen.skills == {"public speaking": 4}
    assert seen.interests == {"chess"}
    assert seen.name_of("chess") == "Chess"


def test_who_names_no_language_is_taken_to_speak_that_of_the_hr_record() -> None:
    assert Person(ANA, locale="de-AT").languages == {"de"}
    assert Person(ANA, locale="de-AT", says=Participant({}, {}, languages=frozenset({"pt-BR", "en"}))).languages == {
        "pt",
        "en",
    }


def test_places_are_what_running_pairs_leave_of_the_capacity() -> None:
    def places(capacity: int, taken: int) -> int:
        enrollment = an_enrollment(1, ANA, "mentor", capacity)
        return candidate(enrollment, Person(ANA), taken=taken, chain=frozenset(), at=A_MONDAY_MORNING).places

    assert [3, 1, 0, 0] == [places(3, 0), places(3, 2), places(3, 3), places(3, 5)]
