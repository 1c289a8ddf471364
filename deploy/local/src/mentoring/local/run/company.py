"""The company of a run: made up at each start from the same seed, loaded through the doors at the first."""

import json
from dataclasses import dataclass
from pathlib import Path

import httpx

from mentoring.local.company.doors import Doors
from mentoring.local.company.hr_file import write_hr_file
from mentoring.local.company.load import Tell, load
from mentoring.local.company.people import Employee, make_people
from mentoring.local.company.scheme import Scheme, make_scheme
from mentoring.local.company.sign_in import write_clients, write_people
from mentoring.local.run.addresses import Addresses
from mentoring.local.run.services import SERVICES

SIZE, SEED = 1000, 1
_TIMEOUT = httpx.Timeout(60)


@dataclass
class Company:
    """The files of the company in a folder, and whether the services know it."""

    folder: Path
    people: list[Employee]
    scheme: Scheme
    secrets: dict[str, str]

    @classmethod
    def at(cls, folder: Path, size: int, addresses: Addresses) -> "Company":
        """Writes all files; a company that was loaded keeps its size."""
        size = size_of(folder) or size
        people = make_people(size, SEED)
        scheme = make_scheme(people, SEED)
        write_hr_file(people, folder / "hr.csv")
        write_people(people, scheme, folder / "people.json")
        # Anew each time, because the portal's address may have changed.
        secrets = write_clients(addresses.url("portal"), folder / "clients.json")
        return cls(folder, people, scheme, secrets)

    async def load_once(self, addresses: Addresses, tell: Tell) -> bool:
        """Through the doors, unless that was done; False when there was nothing to do."""
        if size_of(self.folder) is not None:
            return False
        async with httpx.AsyncClient(timeout=_TIMEOUT) as http:
            doors = Doors(http, {name: addresses.url(name) for name in (*SERVICES, "issuer")}, self.secrets)
            await load(doors, self.folder / "hr.csv", self.people, self.scheme, tell)
        _mark(self.folder).write_text(json.dumps({"people": len(self.people), "seed": SEED}))
        return True


def size_of(folder: Path) -> int | None:
    """How many people were loaded; nothing when none were."""
    try:
        return int(json.loads(_mark(folder).read_text())["people"])
    except FileNotFoundError:
        return None


def _mark(folder: Path) -> Path:
    return folder / "loaded.json"
