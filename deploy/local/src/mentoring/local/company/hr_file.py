"""The HR system's file: what profile imports."""

import csv
from collections.abc import Iterable
from pathlib import Path

from mentoring.local.company.people import Employee

COLUMNS = (
    "employee_id",
    "given_name",
    "family_name",
    "email",
    "locale",
    "zone",
    "manager",
    "department",
    "site",
    "job_title",
    "function",
    "job_level",
    "status",
    "languages",
)


def write_hr_file(people: Iterable[Employee], path: Path) -> Path:
    """Writes a CSV in UTF-8 with a header; the same people give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(_row(person) for person in people)
    return path


def _row(person: Employee) -> list[str]:
    return [
        person.employee_id,
        person.given_name,
        person.family_name,
        person.email,
        person.site.locale,
        person.site.zone,
        person.manager or "",
        person.department,
        person.site.name,
        person.job_title,
        person.function,
        str(person.job_level),
        person.status,
        ";".join(person.languages),
    ]
