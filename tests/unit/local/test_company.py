"""The made-up company: always the same, and shaped as companies are."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mentoring.local.company.hr_file import COLUMNS, write_hr_file
from mentoring.local.company.people import Employee, folded, make_people
from mentoring.local.company.scheme import make_scheme
from mentoring.local.company.sign_in import to_try_first, write_clients, write_people


@pytest.fixture(scope="module")
def people() -> list[Employee]:
    return make_people()


def test_the_same_seed_makes_the_same_file_to_the_byte(tmp_path: Path) -> None:
    one, two, other = (write_hr_file(make_people(seed=seed), tmp_path / f"{n}.csv") for n, seed in enumerate((1, 1, 2)))
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()


def test_there_are_a_thousand_people_in_one_tree_of_reporting_lines(people: list[Employee]) -> None:
    assert len(people) == 1000
    above = {person.employee_id: person.manager for person in people}
    for manager in above.values():
        steps, at = 0, manager
        while at is not None:
            steps, at = steps + 1, above[at]
        assert steps <= 5
    assert [None] == [manager for manager in above.values() if manager is None]


def test_managers_stand_in_the_file_before_those_who_report_to_them(people: list[Employee]) -> None:
    seen: set[str | None] = {None}
    for person in people:
        assert person.manager in seen
        seen.add(person.employee_id)


def test_ids_and_addresses_are_unique_and_addresses_can_reach_nobody_real(people: list[Employee]) -> None:
    assert 1000 == len({person.employee_id for person in people}) == len({person.email for person in people})
    assert all(person.email.endswith("@example.com") and person.email.isascii() for person in people)


def test_people_come_from_many_cultures_sites_and_levels(people: list[Employee]) -> None:
    assert len({person.site.zone for person in people}) == 10
    assert {2, 20} <= {person.job_level for person in people} <= set(range(1, 21))
    assert any(not person.name.isascii() for person in people)
    assert 0 < Counter("en" in person.languages for person in people)[False] < 60
    assert 0 < Counter(person.status for person in people)["on-leave"] < 60


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Þórsdóttir", "thorsdottir"),
        ("Y\N{LATIN SMALL LETTER DOTLESS I}ld\N{LATIN SMALL LETTER DOTLESS I}z", "yildiz"),
        ("O'Brien", "obrien"),
        ("da Silva", "da-silva"),
        ("Weiß", "weiss"),
    ],
)
def test_names_become_letters_of_an_address(name: str, letters: str) -> None:
    assert letters == folded(name)


def test_the_file_has_a_header_and_a_row_per_person(people: list[Employee], tmp_path: Path) -> None:
    with write_hr_file(people, tmp_path / "hr.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1000
    assert tuple(rows[0]) == COLUMNS
    assert rows[1]["manager"] == rows[0]["employee_id"]


def test_two_hundred_take_part_and_the_mentors_have_places_for_all_mentees(people: list[Employee]) -> None:
    scheme = make_scheme(people)
    places = Counter(one.place for one in scheme.participants)
    assert {"mentor": 50, "mentee": 150} == places
    assert sum(one.capacity for one in scheme.participants if one.place == "mentor") >= 150
    assert len({one.person.employee_id for one in scheme.participants}) == 200
    assert scheme.manager not in [one.person for one in scheme.participants]


def test_a_participants_profile_speaks_the_words_of_its_door(people: list[Employee]) -> None:
    for one in make_scheme(people).participants:
        profile = one.profile
        assert profile["skills_wanted"]
        assert all(1 <= skill["level"] <= 5 for skill in profile["skills_offered"] + profile["skills_wanted"])
        offered = {skill["name"] for skill in profile["skills_offered"]}
        assert len(offered) == len(profile["skills_offered"])
        assert not offered & {skill["name"] for skill in profile["skills_wanted"]}


def test_participants_say_what_they_work_towards_and_most_people_work_in_their_own_function(
    people: list[Employee],
) -> None:
    mentors = [one.profile for one in make_scheme(people).participants if one.place == "mentor"]
    mentees = [one.profile for one in make_scheme(people).participants if one.place == "mentee"]
    assert all(one["goals"] and one["transitions_sought"] and one["styles"] for one in mentees)
    lived = {change for one in mentors for change in one["transitions_lived"]}
    assert lived >= {change for one in mentees for change in one["transitions_sought"]}
    own = sum(person.function == person.department for person in people)
    assert 850 < own < 950


def test_the_program_begins_today_and_is_run_by_one_person(people: list[Employee]) -> None:
    program = make_scheme(people).program(date(2026, 11, 2), "some-id")
    assert program["timeline"] == {"starts": "2026-11-02", "ends": "2027-05-01"}
    assert program["managers"] == ["some-id"]


def test_the_other_programs_are_of_other_kinds_and_of_the_same_people(people: list[Employee]) -> None:
    scheme = make_scheme(people)
    known = {one.person.employee_id for one in scheme.participants}
    others = scheme.others(date(2026, 11, 2), "some-id")
    assert ["informal", "reverse", "peer"] == [body["kind"] for body, _ in others]
    for _, places in others:
        assert len(places) >= 20
        assert {place["employee_id"] for place in places} <= known


@pytest.mark.parametrize("count", [9, 30, 100, 3000])
def test_a_company_of_another_size_has_the_same_shape(count: int) -> None:
    people = make_people(count)
    assert count == len(people)
    assert make_scheme(people).participants


def test_everybody_can_sign_in_and_those_to_try_first_have_a_note(people: list[Employee], tmp_path: Path) -> None:
    scheme = make_scheme(people)
    listed = json.loads(write_people(people, scheme, tmp_path / "people.json").read_text())
    assert len(listed) == 1001
    noted = {one["note"]: one for one in listed if one["note"]}
    assert len(noted) == 6
    assert ["operator"] in [one["roles"][1:] for one in noted.values()]
    assert ["hr_manager"] in [one["roles"][1:] for one in noted.values()]
    first = to_try_first(people, scheme)
    assert [(one["name"], one["note"]) for one in listed[: len(first)]] == first
    (newcomer,) = [one for one in listed if "employee_id" not in one]
    assert "HR has not told" in newcomer["note"]


def test_the_secrets_of_the_machines_are_new_each_time_and_only_the_owner_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "clients.json"
    assert write_clients("http://127.0.0.1:8000", path) != write_clients("http://127.0.0.1:8000", path)
    assert path.stat().st_mode & 0o077 == 0
