"""Everything that is compiled at its first use, used once: on two people who do not exist."""

from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.finding.finder import look, why
from mentoring.matching.domain.finding.mirror import Held, Mirror
from mentoring.matching.domain.finding.portrait import Portrait
from mentoring.matching.domain.finding.questions import Asker, Look, WhatIf, Why
from mentoring.matching.domain.finding.what_if import what_if
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.terms import Cadence, Timeline

_AT: Final = datetime(2026, 1, 5, tzinfo=UTC)
_PROGRAM, _MENTOR, _MENTEE = UUID(int=1), UUID(int=2), UUID(int=3)
_SAID: Final = """{"skills_offered": {"a": 3}, "skills_wanted": {"a": 2}, "interests": ["b"], "languages": [],
"goals": ["c"], "transitions_lived": ["d"], "transitions_sought": ["d"], "styles": [], "meets": "either",
"zone": null, "capacity": 1}"""


def warm_up() -> None:
    """A look from each side, a why and a what-if."""
    mirror = Mirror()
    mirror.hang({one: Portrait("active", "UTC", "en", stage="mid", said=_SAID) for one in (_MENTOR, _MENTEE)})
    program = Program(
        id=_PROGRAM,
        name="Nobody's",
        objectives=("None",),
        timeline=Timeline(date(2026, 1, 1), date(2026, 12, 31)),
        cadence=Cadence("P14D", 30),
        managers=(_MENTOR,),
        state="open",
    )
    places = [Enrollment(_MENTOR, _PROGRAM, _MENTOR, "mentor"), Enrollment(_MENTEE, _PROGRAM, _MENTEE, "mentee")]
    mirror.open(Held(program, places), _AT)
    look(mirror, Look(_PROGRAM, Asker(_MENTEE)), _AT)
    look(mirror, Look(_PROGRAM, Asker(_MENTOR), whom="mentee"), _AT)
    why(mirror, Why(_PROGRAM, Asker(_MENTEE), _MENTOR, _MENTEE), _AT)
    what_if(mirror, WhatIf(_PROGRAM, Asker(_MENTOR)), _AT)
