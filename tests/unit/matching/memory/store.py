"""What is stored. The repositories over it pass the suite that PostgreSQL passes.

One `Memory` is what is stored; any number of `MemoryWork` look at it. There is no rollback and no waiting: tests of
races and of failures belong to PostgreSQL.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from mentoring.contracts.matching import MentorState
from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.answer_time import Habit, Wait
from mentoring.matching.domain.career import Step
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.introduction import Introduction
from mentoring.matching.domain.kept_pairs import KeptPairs
from mentoring.matching.domain.meetings import AskedCheckIn, Meeting
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.cohort import Cohort
from mentoring.matching.domain.pairing.drafted import DraftedPair
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.person import Hours, HrRecord, Participant
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.reflection import Reflection
from mentoring.matching.domain.run import Run
from mentoring.matching.domain.run_edit import RunEdit
from mentoring.matching.domain.waterfall import Wish


@dataclass
class KeptDraft:
    """What a run found."""

    pairs: list[DraftedPair]
    unmatched: list[Unmatched]
    prices: dict[UUID, int] = field(default_factory=dict)


@dataclass
class Memory:
    """What is stored."""

    people: dict[UUID, HrRecord] = field(default_factory=dict)
    participants: dict[UUID, Participant] = field(default_factory=dict)
    hours: dict[UUID, Hours] = field(default_factory=dict)
    programs: dict[UUID, Program] = field(default_factory=dict)
    enrollments: dict[UUID, Enrollment] = field(default_factory=dict)
    suggested: dict[UUID, datetime] = field(default_factory=dict)
    runs: dict[UUID, Run] = field(default_factory=dict)
    edits: dict[UUID, list[RunEdit]] = field(default_factory=dict)
    kept: dict[UUID, KeptPairs] = field(default_factory=dict)
    inputs: dict[UUID, Cohort] = field(default_factory=dict)
    drafts: dict[UUID, KeptDraft] = field(default_factory=dict)
    proposals: dict[UUID, Proposal] = field(default_factory=dict)
    explanations: dict[UUID, Explanation] = field(default_factory=dict)
    paused: dict[UUID, datetime] = field(default_factory=dict)
    frozen: dict[UUID, datetime] = field(default_factory=dict)
    silences: dict[UUID, tuple[int, datetime]] = field(default_factory=dict)
    marks: list[UUID] = field(default_factory=list)
    mentors_told: dict[UUID, MentorState] = field(default_factory=dict)
    look_again: dict[UUID, datetime] = field(default_factory=dict)
    waits: dict[UUID, tuple[UUID, Wait, datetime]] = field(default_factory=dict)
    habit: Habit | None = None
    wishes: dict[UUID, tuple[Wish, datetime | None]] = field(default_factory=dict)
    bookmarks: dict[tuple[UUID, UUID], datetime] = field(default_factory=dict)
    messages: dict[UUID, tuple[Proposal, str]] = field(default_factory=dict)
    mentorships: dict[UUID, Mentorship] = field(default_factory=dict)
    agreements: dict[UUID, Agreement] = field(default_factory=dict)
    reflections: dict[tuple[UUID, UUID], Reflection] = field(default_factory=dict)
    introductions: dict[UUID, tuple[Introduction, str]] = field(default_factory=dict)
    meetings: dict[UUID, Meeting] = field(default_factory=dict)
    check_ins: dict[UUID, list[AskedCheckIn]] = field(default_factory=dict)
    judgements: dict[UUID, datetime] = field(default_factory=dict)
    careers: dict[str, Step] = field(default_factory=dict)
