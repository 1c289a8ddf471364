"""Who may sign in, as whom, with which roles: the issuer's lists of people and clients."""

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mentoring.local.company.people import DOMAIN, Employee
from mentoring.local.company.scheme import NAME, Scheme

PORTAL, HR, OPERATOR, LOADER = "portal", "hr-system", "operations", "loader"


def write_people(people: Sequence[Employee], scheme: Scheme, path: Path) -> Path:
    """The issuer's list; those whom one would try first have a note."""
    special = _special(people, scheme)
    by_id = {person.employee_id: person for person in people}
    listed = [_entry(by_id[one], ["member", *roles], note) for one, (roles, note) in special.items()]
    listed.append(
        {
            "subject": "newcomer",
            "email": f"newcomer@{DOMAIN}",
            "name": "Newcomer",
            "roles": ["member"],
            "note": "Can sign in, but HR has not told of them yet",
        }
    )
    listed += [_entry(person, ["member"], "") for person in people if person.employee_id not in special]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(listed, ensure_ascii=False, indent=1))
    return path


def write_clients(portal: str, path: Path) -> dict[str, str]:
    """The issuer's clients; `portal` is the portal's address. Answers the machines' secrets, new at every call."""
    proofs = {name: secrets.token_urlsafe(24) for name in (HR, OPERATOR, LOADER)}
    clients = [
        {"id": PORTAL, "redirect_uris": [f"{portal}/sign-in/callback"], "after_sign_out": [f"{portal}/", portal]},
        {"id": HR, "secret": proofs[HR], "roles": ["hr_integration"]},
        {"id": OPERATOR, "secret": proofs[OPERATOR], "roles": ["operator"]},
        {"id": LOADER, "secret": proofs[LOADER], "may_speak_for_people": True},
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(clients, indent=1))
    return proofs


def to_try_first(people: Sequence[Employee], scheme: Scheme) -> list[tuple[str, str]]:
    """Name and reason of those as whom one would sign in first."""
    by_id = {person.employee_id: person for person in people}
    return [(by_id[one].name, note) for one, (_, note) in _special(people, scheme).items()]


def _special(people: Sequence[Employee], scheme: Scheme) -> dict[str, tuple[list[str], str]]:
    hr = next(person for person in people if person.department == "People")
    operator = next(person for person in people if person.department == "Engineering")
    runs = ["hr_manager"] if scheme.manager == hr else []
    chosen: dict[str, tuple[list[str], str]] = {
        scheme.manager.employee_id: (runs, f"Runs the program «{NAME}»: matches people and publishes")
    }
    chosen.setdefault(hr.employee_id, (["hr_manager"], "HR manager: imports people, may run every program"))
    chosen.setdefault(operator.employee_id, (["operator"], "Operator: sees whether everything flows"))
    for place in ("mentor", "mentee"):
        for participant in [one for one in scheme.participants if one.place == place][:2]:
            chosen.setdefault(participant.person.employee_id, ([], f"{place.capitalize()} in «{NAME}»"))
    return chosen


def _entry(person: Employee, roles: list[str], note: str) -> dict[str, Any]:
    return {
        "subject": f"made-up-{person.employee_id.lower()}",
        "employee_id": person.employee_id,
        "email": person.email,
        "name": person.name,
        "roles": roles,
        "note": note,
    }
