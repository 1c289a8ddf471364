"""What the doors of finding need."""

from collections.abc import Sequence
from typing import Protocol

from mentoring.matching.domain.finding.questions import Answer, Card, Effect, Look, WhatIf, Why


class Engine(Protocol):
    """Answers out of a copy of everybody in memory, a moment behind the database.

    Raises EngineBusy and EngineWarming beside the refusals of what is asked.
    """

    async def look(self, asked: Look) -> Sequence[Card]:
        """Whom a person may find, best first."""
        ...

    async def why(self, asked: Why) -> Answer:
        """Why two, or why not."""
        ...

    async def what_if(self, asked: WhatIf) -> Effect:
        """What other terms would change."""
        ...
