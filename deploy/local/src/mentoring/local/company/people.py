"""The people of the company: a reporting tree with levels, sites, languages and names from many cultures."""

import json
import random
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from zlib import crc32

from mentoring.local.company.places import DEPARTMENTS, SITES, Department, Site

DOMAIN = "example.com"
SPAN = 7
"""People per manager at most, within a department."""
_OWN_SCRIPT = 0.1
_ELSEWHERE = 9
"""One in so many works outside the department that lives by their function: an engineer in Sales."""
_LEVELS = ((17, 18), (14, 15), (10, 13), (2, 11))
"""Of head, director, manager, everybody else."""
# What Unicode does not take apart by itself.
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "đ": "d", "ð": "d", "þ": "th"}
)


@dataclass(frozen=True)
class Employee:
    """One person as the HR system tells of them."""

    employee_id: str
    given_name: str
    family_name: str
    email: str
    site: Site
    department: str
    job_title: str
    job_level: int
    """1 to 20, rising."""
    manager: str | None
    """Employee id; none for the head of the company."""
    languages: tuple[str, ...]
    status: str = "active"

    @property
    def name(self) -> str:
        """As it is shown."""
        return f"{self.given_name} {self.family_name}"

    @property
    def function(self) -> str:
        """What they do. Made from the id alone, so that nobody else in the company becomes another for it."""
        if self.manager is None:
            return "General management"
        drawn = crc32(self.employee_id.encode())
        return self.department if drawn % _ELSEWHERE else DEPARTMENTS[drawn % len(DEPARTMENTS)].name


def make_people(count: int = 1000, seed: int = 1) -> list[Employee]:
    """`count` people, managers before those who report to them; the same for the same seed."""
    least = len(DEPARTMENTS) + 1
    if count < least:
        raise ValueError(f"a company of this shape has at least {least} people")
    chance = random.Random(seed)  # noqa: S311 - made-up people, the same at every run
    names = _Names(chance)
    top = _hire(1, SITES[0], ("Management", "Chief Executive Officer", 20), None, names, chance)
    people = [top]
    for department, size in zip(DEPARTMENTS, _shares(count - 1), strict=True):
        first = len(people)
        for place in range(size):
            rank = _rank(place, size)
            manager = top if place == 0 else people[first + (place - 1) // SPAN]
            # Teams are mostly at one site, so that reporting lines and zones go together as in life.
            near = manager.site if place and chance.random() < 0.6 else chance.choices(SITES, _site_shares())[0]  # noqa: PLR2004
            level = chance.randint(*_LEVELS[rank])
            job = (department.name, _title(department, rank, level), level)
            people.append(_hire(len(people) + 1, near, job, manager.employee_id, names, chance))
    return people


def _hire(
    number: int, site: Site, job: tuple[str, str, int], manager: str | None, names: "_Names", chance: random.Random
) -> Employee:
    given, family, email = names.draw(chance.choice(site.cultures))
    local = site.locale.split("-")[0]
    # One in thirty does not speak English: the rule of a shared language then has something to do.
    english = local == "en" or number == 1 or chance.random() > 1 / 30
    spoken = dict.fromkeys(
        [*(["en"] if english else []), local, *chance.sample(["fr", "es", "de"], chance.randint(0, 1))]
    )
    status = "on-leave" if number > 1 and chance.random() < 0.02 else "active"  # noqa: PLR2004
    department, title, level = job
    return Employee(
        f"E{number:05d}", given, family, email, site, department, title, level, manager, tuple(spoken), status
    )


def _shares(count: int) -> list[int]:
    """The sizes of the departments: at least one each, `count` together."""
    whole = sum(department.share for department in DEPARTMENTS)
    sizes = [max(1, count * department.share // whole) for department in DEPARTMENTS]
    sizes[0] += count - sum(sizes)
    return sizes


def _site_shares() -> list[int]:
    return [site.share for site in SITES]


def _rank(place: int, size: int) -> int:
    """Head 0, director 1, manager 2; whoever nobody reports to is 3."""
    if place == 0:
        return 0
    if place * SPAN + 1 >= size:
        return 3
    return 1 if place <= SPAN else 2


def _title(department: Department, rank: int, level: int) -> str:
    if rank < len(_LEVELS) - 1:
        return department.titles[rank]
    prefix = "Junior " if level <= 3 else "Senior " if level >= 8 else ""  # noqa: PLR2004
    return prefix + department.titles[rank]


class _Names:
    """Draws names; an address that is taken already gets a number."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._known = json.loads(files(__package__).joinpath("names.json").read_text())
        self._taken: dict[str, int] = {}

    def draw(self, culture: str) -> tuple[str, str, str]:
        """Given name, family name, address. Both names are in one script: the culture's own only now and then."""
        own = self._chance.random() < _OWN_SCRIPT
        (given, given_latin), (family, family_latin) = (
            self._chance.choice(self._written(culture, kind, own=own)) for kind in ("given", "family")
        )
        mailbox = f"{given_latin}.{family_latin}"
        self._taken[mailbox] = self._taken.get(mailbox, 0) + 1
        number = "" if self._taken[mailbox] == 1 else str(self._taken[mailbox])
        return given, family, f"{mailbox}{number}@{DOMAIN}"

    def _written(self, culture: str, kind: str, *, own: bool) -> list[tuple[str, str]]:
        """Names as they are written and in the letters of an address; all of them where there is but one script."""
        said = self._known[culture][kind]
        latin = [(name, folded(name)) for name in said if isinstance(name, str)]
        others = [(name[0], name[1]) for name in said if not isinstance(name, str)]
        return (others if own else latin) or latin or others


def folded(name: str) -> str:
    """A name in the letters of an address: `Guðrún Óladóttir` becomes `gudrun-oladottir`."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_FOLDED))
    kept = (letter for letter in apart if letter.isascii() and (letter.isalnum() or letter in " -"))
    return "".join(kept).strip().replace(" ", "-")
