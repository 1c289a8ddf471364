"""What runs need: the runs themselves, what they were made of, what they found, and somebody who finds it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from mentoring.matching.domain.kept_pairs import KeptPairs
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.draft import Draft
from mentoring.matching.domain.pairing.drafted import DraftedPair
from mentoring.matching.domain.pairing.editing import Edit
from mentoring.matching.domain.pairing.since import Since
from mentoring.matching.domain.run import Claim, Drafted, Phase, Run
from mentoring.matching.domain.run_edit import Edited, RunEdit
from mentoring.matching.domain.run_refresh import Refresh, Refreshed

Told = Callable[[Phase, int, int], None]
"""Told the phase of a run at work, how many steps of it are done, and of how many (0: unknown)."""


class Runs(Protocol):
    """Match runs. ``get`` and ``hold`` raise RunUnknown."""

    async def add(self, run: Run) -> None: ...
    async def get(self, run: UUID) -> Run: ...
    async def hold(self, run: UUID) -> Run: ...
    async def save(self, run: Run) -> None: ...
    async def under_way(self, program: UUID) -> Run | None:
        """The program's run that is still at work."""
        ...

    async def hold_unclaimed(self, at: datetime) -> Run | None:
        """The oldest run that waits for a worker, or whose worker has gone silent; passes over what others hold."""
        ...

    async def hold_in_publication(self) -> Run | None:
        """The oldest draft whose publication has begun and is not over; passes over what others hold."""
        ...


class Kept(Protocol):
    """Pairs that a program's runs never, or always, make. On no topic, and gone with either of the two."""

    async def of(self, program: UUID) -> KeptPairs: ...
    async def save(self, program: UUID, pairs: KeptPairs) -> None: ...
    async def forget(self, people: Collection[UUID]) -> None: ...


class Inputs(Protocol):
    """What runs were made of. What somebody says about themselves goes when they are forgotten."""

    async def keep(self, run: UUID, cohort: Cohort) -> str:
        """In place of what an earlier attempt kept; the digest of it all."""
        ...

    async def change(self, run: UUID, terms: Cohort, since: Since) -> None:
        """What is another by now; ``terms`` is everything but the people."""
        ...

    async def all(self, run: UUID) -> Cohort:
        """Everything that is still kept, in the order in which it was given."""
        ...

    async def of(self, run: UUID, people: Collection[UUID]) -> Cohort:
        """The same of these people alone, and nothing of what stands between any two."""
        ...

    async def digest(self, run: UUID) -> str:
        """Of everything that is still kept; what `keep` answered, as long as nobody was forgotten."""
        ...

    async def drop_forgotten(self, run: UUID) -> int:
        """Whoever was forgotten while the run was at work; how many rows there were of them."""
        ...

    async def drop(self, run: UUID) -> None:
        """Of a run that was called off."""
        ...

    async def forget(self, people: Collection[UUID]) -> None:
        """Of all runs."""
        ...


class Drafts(Protocol):
    """The pairs that runs found; they stay here until they are published."""

    async def keep(self, run: UUID, draft: Draft) -> None:
        """In place of what an earlier attempt kept."""
        ...

    async def to_publish(self, run: UUID, after: int, most: int) -> Sequence[DraftedPair]:
        """The pairs behind this rank."""
        ...

    async def prices(self, run: UUID) -> Mapping[UUID, int]:
        """What a place of each mentor is worth to the draft, by enrollment, where it is any."""
        ...

    async def mentors_of(self, run: UUID, mentee: UUID) -> Sequence[UUID]:
        """Whom the draft brings together with this mentee."""
        ...

    async def change(self, run: UUID, edited: Edited) -> None:
        """What an edit did to it."""
        ...

    async def renew(self, run: UUID, refreshed: Refreshed) -> None:
        """What bringing it up to date did to it."""
        ...

    async def drop(self, run: UUID) -> None:
        """Of a run that was called off."""
        ...


class Edits(Protocol):
    """The log of what was done to drafts by hand."""

    async def of(self, run: UUID) -> Sequence[RunEdit]:
        """In the order in which they were made."""
        ...

    async def add(self, run: UUID, edit: RunEdit) -> None: ...
    async def forget(self, people: Collection[UUID]) -> None:
        """What was written about these people."""
        ...


class Editor(Protocol):
    """Takes a draft up and keeps it ready for a while, elsewhere."""

    async def ask(self, run: UUID, edition: UUID | None, steps: Sequence[Edit], *, make: UUID | None = None) -> Edited:
        """What these steps cost, or, to ``make`` them as the edit with this id, what they did.

        ``edition``: the last edit that was made before.

        Raises EditorWarming while the draft is being taken up, and whatever the domain refuses.
        """
        ...

    async def refresh(self, run: UUID, edition: UUID | None, asked: Refresh) -> Refreshed:
        """What bringing the draft up to date does; it is made by whoever keeps it as the edit with the answer's id.

        Raises EditorWarming while it is worked out, too, and whatever the domain refuses.
        """
        ...


class Solver(Protocol):
    """Finds the draft of a claimed run, and keeps it with what it is made of, without keeping anybody else waiting."""

    async def draft(self, claim: Claim, told: Told) -> Drafted:
        """Raises ClaimLost where the run went to another worker or was called off, and whatever the domain refuses."""
        ...
