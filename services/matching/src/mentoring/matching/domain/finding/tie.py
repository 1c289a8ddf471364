"""What stands between two people or takes their places: a proposal or a mentorship, as far as the engine counts it."""

from typing import Final, NamedTuple
from uuid import UUID

from mentoring.matching.domain.pairing.cohort import Bar


class Tie(NamedTuple):
    """``bar`` keeps the two apart from now on; ``takes``: the enrollments that it fills a place of."""

    program: UUID
    mentor: UUID
    mentee: UUID
    bar: Bar
    takes: tuple[UUID, ...] = ()

    def seen_from(self, program: UUID) -> "Tie | None":
        """As it counts in a program: of another one only that the two have or had a mentorship, or else None."""
        if program == self.program:
            return self
        bar = ELSEWHERE.get(self.bar)
        return None if bar is None else self._replace(bar=bar, takes=())


PROPOSALS: Final[dict[str, Bar]] = {"open": "proposed", "declined": "declined"}
"""By state; what expired or was withdrawn leaves nothing behind, and what was agreed is a mentorship."""
MENTORSHIPS: Final[dict[str, Bar]] = {
    "active": "together",
    "paused": "together",
    "completed": "paired",
    "ended": "paired",
}
ELSEWHERE: Final[dict[Bar, Bar]] = {"together": "together", "paired": "paired-elsewhere"}
"""What a mentorship of another program is here."""
RUNNING: Final[frozenset[Bar]] = frozenset({"proposed", "together"})
"""What fills places."""
