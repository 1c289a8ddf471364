"""Loads the company through the services' doors, as an HR system and people would."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mentoring.local.company.doors import Doors
from mentoring.local.company.people import Employee
from mentoring.local.company.scheme import Participant, Scheme
from mentoring.local.company.sign_in import HR, LOADER
from mentoring.local.failed import PartFailed

_AT_ONCE = 8
_PATIENCE_SECONDS = 180.0
_PAUSE_SECONDS = 0.5
Tell = Callable[[str], None]


async def load(doors: Doors, hr_file: Path, people: Sequence[Employee], scheme: Scheme, tell: Tell) -> None:
    """People, then participants, then the programs; each act has a key of its own, so a broken load goes on.

    Raises PartFailed with the words of the door that refused.
    """
    await import_people(doors, hr_file, len(people), tell)
    await write_profiles(doors, scheme.participants, tell)
    await open_programs(doors, people, scheme, tell)


async def import_people(doors: Doors, hr_file: Path, expected: int, tell: Tell) -> None:
    """Sends the HR file and waits until it is applied."""
    token = await doors.as_machine(HR)
    content = await asyncio.to_thread(hr_file.read_bytes)
    kind = {"Content-Type": "text/csv"}
    answer = await doors.ask("profile", "POST", "/imports", token=token, key="import", content=content, headers=kind)
    one = answer.json()["result"]["import_id"]

    async def applied() -> dict[str, Any] | None:
        state: dict[str, Any] = (await doors.ask("profile", "GET", f"/imports/{one}", token=token)).json()
        return state if state["state"] in {"finished", "refused"} else None

    ended = await _until(applied, f"profile did not apply the HR file within {_PATIENCE_SECONDS:.0f} s")
    if ended["state"] == "refused":
        raise PartFailed(f"profile refused the HR file: {ended}")
    tell(f"{expected} people imported")


async def write_profiles(doors: Doors, participants: Sequence[Participant], tell: Tell) -> None:
    """Each participant writes the own profile, with the own token."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def write(one: Participant) -> None:
        async with turn:
            token = await doors.as_person(LOADER, one.person.employee_id)
            place = f"/people/{await _id_of(doors, token)}/participant"
            there = await doors.ask("profile", "GET", place, token=token)
            guard = {"If-Match": there.headers["etag"]}
            await doors.ask("profile", "PUT", place, token=token, json=one.profile, headers=guard)

    await asyncio.gather(*(write(one) for one in participants))
    tell(f"{len(participants)} participant profiles written")


async def open_programs(doors: Doors, people: Sequence[Employee], scheme: Scheme, tell: Tell) -> None:
    """HR writes the programs down and opens them; everybody is enrolled as soon as matching knows them."""
    hr = next(person for person in people if person.department == "People")
    token = await doors.as_person(LOADER, hr.employee_id)
    manager_token = await doors.as_person(LOADER, scheme.manager.employee_id)
    manager = await _id_of(doors, manager_token)
    await _known_to_matching(doors, manager_token)
    today = datetime.now(UTC).date()
    wanted = [(scheme.program(today, manager), scheme.places), *scheme.others(today, manager)]
    there = (await doors.ask("matching", "GET", "/programs", token=token)).json()["items"]
    # The formal one last: the newest is listed first, and it is the one to look at.
    for body, places in reversed(wanted):
        known = next((one for one in there if one["name"] == body["name"]), None)
        await _open(doors, token, body, known, places)
        tell(f"{len(places)} people enrolled in «{body['name']}»")


async def _open(
    doors: Doors, token: str, body: dict[str, Any], known: dict[str, Any] | None, places: Sequence[dict[str, Any]]
) -> None:
    name = body["name"]
    if known is None:
        answer = await doors.ask("matching", "POST", "/programs", token=token, key=f"program-{name}", json=body)
        known = {"program": answer.json()["result"]["program"], "state": "drafted"}
    at = f"/programs/{known['program']}"
    if known["state"] == "drafted":
        await doors.ask("matching", "POST", f"{at}/opening", token=token, key=f"opening-{name}")
    await _enroll(doors, f"{at}/enrollments", token, name, places)


async def _id_of(doors: Doors, token: str) -> str:
    """The id of the person that a token speaks for."""
    return str((await doors.ask("profile", "GET", "/me", token=token)).json()["person"]["id"])


async def _enroll(doors: Doors, door: str, token: str, name: str, places: Sequence[dict[str, Any]]) -> None:
    waiting = [*places]
    attempt = 0

    async def all_enrolled() -> bool:
        nonlocal waiting, attempt
        attempt += 1
        key = f"enroll-{name}-{attempt}-{len(waiting)}"
        answer = await doors.ask("matching", "POST", door, token=token, key=key, json=waiting)
        rows = answer.json()["result"]["rows"]
        left = [row for row in rows if row["outcome"] != "enrolled"]
        # People and their profiles reach matching by events: whoever is not known yet is a matter of a moment.
        waiting = [waiting[row["row"] - 1] for row in left if row["code"] != "already-enrolled"]
        return not waiting

    await _until(all_enrolled, f"matching does not know all participants after {_PATIENCE_SECONDS:.0f} s")


async def _known_to_matching(doors: Doors, token: str) -> None:
    async def known() -> bool:
        answer = await doors.ask("matching", "GET", "/programs", token=token, accept=frozenset({403}))
        return answer.status_code != 403  # noqa: PLR2004 - forbidden: not known as a person yet

    await _until(known, f"matching does not know the people after {_PATIENCE_SECONDS:.0f} s: see /operations")


async def _until(done: Callable[[], Any], words: str) -> Any:
    deadline = asyncio.get_running_loop().time() + _PATIENCE_SECONDS
    while not (answer := await done()):
        if asyncio.get_running_loop().time() > deadline:
            raise PartFailed(words)
        await asyncio.sleep(_PAUSE_SECONDS)
    return answer
