"""``python -m mentoring.matching.adapters.solver.precompile``: compiles what runs and the engine need, for an image.

Otherwise the first run in each new container waits a minute for the compiler.
"""

from typing import Final
from uuid import UUID

from mentoring.matching.domain.finding.warm_up import warm_up
from mentoring.matching.domain.pairing.cohort import Candidate, Cohort
from mentoring.matching.domain.pairing.draft import draft
from mentoring.matching.domain.pairing.solving import Mode

MODES: Final[tuple[Mode, ...]] = ("optimum", "stable", "fair", "preview")
PEOPLE: Final = 40
"""On each side; longer than a list, so that lists are priced."""


def _candidate(number: int, places: int) -> Candidate:
    return Candidate(
        enrollment=UUID(int=1000 + number),
        person=UUID(int=number),
        places=places,
        stage=number % 5,
        zone="Europe/Berlin",
        languages=frozenset({"en"}),
        skills={f"skill {number % 7}": 1 + number % 5, f"skill {number % 5}": 3},
        interests=frozenset({f"interest {number % 3}"}),
    )


def precompile() -> None:
    """Every mode of a run once, of mentors and mentees and of peers."""
    warm_up()
    mentors = tuple(_candidate(number, 1 + number % 2) for number in range(PEOPLE))
    mentees = tuple(_candidate(PEOPLE + number, 1) for number in range(PEOPLE))
    for mode in MODES:
        draft(Cohort(mentors, mentees, 2026), mode=mode)
    draft(Cohort(mentors, mentors, 2026, kind="peer"))


if __name__ == "__main__":
    precompile()
