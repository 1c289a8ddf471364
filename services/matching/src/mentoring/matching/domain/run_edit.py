"""A draft is edited by hand: what was asked, what it cost, and what of it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, Self
from uuid import UUID

from mentoring.matching.domain.errors.edits import (
    EditPointless,
    InsteadMisplaced,
    RunNotEditable,
    SwapImpossible,
    WhyMissing,
)
from mentoring.matching.domain.kept_pairs import PersonPair
from mentoring.matching.domain.pairing.draft import Pair
from mentoring.matching.domain.pairing.editing import Edit
from mentoring.matching.domain.pairing.figures import Figures
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.run import Run

EditKind = Literal["pin", "unpin", "exclude", "unexclude", "swap"]
LONGEST_WHY: Final = 500


@dataclass(frozen=True, slots=True)
class AskedEdit:
    """Bring two together, leave them to the rest, keep them apart, let them come into question again, or swap.

    ``instead``: in a swap, the mentee who gets the mentor, while ``mentee`` gets theirs. ``override``: though rules
    forbid it.
    """

    kind: EditKind
    mentor: UUID
    mentee: UUID
    instead: UUID | None = None
    override: bool = False
    why: str = ""

    def __post_init__(self) -> None:
        if (self.kind == "swap") != (self.instead is not None):
            raise InsteadMisplaced(where="body.instead")

    def must_say_why(self) -> None:
        """Whoever changes a draft by hand says why, in a sentence."""
        if not self.why.strip() or len(self.why) > LONGEST_WHY:
            raise WhyMissing(most=LONGEST_WHY, where="body.why")

    @property
    def pair(self) -> PersonPair:
        """Mentor and mentee."""
        return self.mentor, self.mentee


@dataclass(frozen=True, slots=True)
class AskedRefresh:
    """Bring a draft up to date; moving a pair of it must gain more than ``move_penalty`` points."""

    move_penalty: int = 0


@dataclass(frozen=True, slots=True)
class Edited:
    """What edits do: points that the total wins or loses, the pairs that come and go, and what is then.

    ``alone`` have lost their only pair; ``broken`` are rules that the asked pairs break.
    """

    points: int
    gained: tuple[Pair, ...]
    lost: tuple[PersonPair, ...]
    broken: tuple[str, ...] = ()
    figures: Figures | None = None
    alone: tuple[Unmatched, ...] = ()


@dataclass(frozen=True, slots=True)
class RunEdit:
    """An edit, or a refresh, as it was made; numbers count from 1."""

    id: UUID
    number: int
    at: datetime
    by: UUID | None
    asked: AskedEdit | AskedRefresh
    points: int
    gained: tuple[PersonPair, ...]
    lost: tuple[PersonPair, ...]
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands by hand: pinned and excluded pairs, and those of the pinned that break a rule.

    ``penalty``: what moving a pair must gain since the draft was last brought up to date.
    """

    pinned: frozenset[PersonPair] = frozenset()
    excluded: frozenset[PersonPair] = frozenset()
    overridden: frozenset[PersonPair] = field(default_factory=frozenset)
    penalty: int = 0

    @classmethod
    def of(cls, log: Iterable[RunEdit]) -> Self:
        """What is left when all has been done in its order."""
        pinned: set[PersonPair] = set()
        excluded: set[PersonPair] = set()
        overridden: set[PersonPair] = set()
        penalty = 0
        for edit in log:
            if isinstance(edit.asked, AskedRefresh):
                penalty = edit.asked.move_penalty
                pinned.difference_update(edit.lost)
                overridden.difference_update(edit.lost)
                continue
            pair = edit.asked.pair
            match edit.asked.kind:
                case "pin":
                    pinned.add(pair)
                    if edit.broken:
                        overridden.add(pair)
                case "unpin":
                    pinned.discard(pair)
                    overridden.discard(pair)
                case "exclude":
                    excluded.add(pair)
                case "unexclude":
                    excluded.discard(pair)
                case "swap":
                    swapped = {edit.asked.mentee, edit.asked.instead}
                    pinned |= {one for one in edit.gained if one[1] in swapped}
        return cls(frozenset(pinned), frozenset(excluded), frozenset(overridden), penalty)

    @property
    def pins(self) -> tuple[Edit, ...]:
        """The pinned pairs, as what the engine has to do."""
        return tuple(Edit("pin", *pair, override=pair in self.overridden) for pair in sorted(self.pinned))

    def steps(self, asked: AskedEdit, theirs: UUID | None) -> tuple[Edit, ...]:
        """What the engine has to do; ``theirs`` is the mentor of ``instead``, None when there is none.

        Raises:
            EditPointless: it is so already, or something done by hand stands against it.
        """
        pair, kind = asked.pair, asked.kind
        if kind == "swap" and asked.instead is not None:
            return self._swap(asked, asked.instead, theirs)
        stands = {
            "pin": (pair in self.pinned, "pinned"),
            "unpin": (pair not in self.pinned, "not pinned"),
            "exclude": (pair in self.excluded, "excluded"),
            "unexclude": (pair not in self.excluded, "not excluded"),
        }
        against = {"pin": (pair in self.excluded, "excluded"), "exclude": (pair in self.pinned, "pinned")}
        for hinders, state in (stands[kind], against.get(kind, (False, ""))):
            if hinders:
                raise EditPointless(mentor=asked.mentor, mentee=asked.mentee, state=state)
        if kind == "unexclude":
            return (Edit("admit", *pair),)
        return (Edit(kind, *pair, override=asked.override),)  # type: ignore[arg-type]  # the same words

    def _swap(self, asked: AskedEdit, instead: UUID, theirs: UUID | None) -> tuple[Edit, ...]:
        wanted = [(asked.mentor, instead), *([(theirs, asked.mentee)] if theirs else [])]
        parted = [asked.pair, *([(theirs, instead)] if theirs else [])]
        if theirs == asked.mentor or any(pair in self.pinned for pair in parted):
            raise SwapImpossible(mentee=asked.mentee, instead=instead)
        return tuple(Edit("pin", *pair, override=asked.override) for pair in wanted if pair not in self.pinned)


def must_be_editable(run: Run, program: Program) -> None:
    """What is for the highest total of pairs can be edited: the rest of it stays the best that it can be."""
    run.must_be_drafted()
    if run.mode != "optimum" or program.kind in {"peer", "group"}:
        raise RunNotEditable(mode=run.mode, kind=program.kind)
