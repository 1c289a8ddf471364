"""One unit of work over what is stored."""

from datetime import datetime

from mentoring.testing.work import A_MONDAY_MORNING, InMemoryWork
from tests.unit.matching.memory.behaviours import MemoryBehaviours
from tests.unit.matching.memory.introductions import MemoryIntroductions
from tests.unit.matching.memory.mentors import MemoryMentors, MemoryWishes
from tests.unit.matching.memory.mentorships import MemoryAgreements, MemoryMentorships, MemoryReflections
from tests.unit.matching.memory.outcomes import MemoryCareers
from tests.unit.matching.memory.pairs import MemoryBookmarks, MemoryLetters, MemoryProposals
from tests.unit.matching.memory.people import MemoryPeople
from tests.unit.matching.memory.programs import MemoryEnrollments, MemoryPrograms
from tests.unit.matching.memory.runs import MemoryDrafts, MemoryEdits, MemoryInputs, MemoryKept, MemoryRuns
from tests.unit.matching.memory.store import Memory


class MemoryWork(InMemoryWork):
    """One unit of work over what is stored."""

    def __init__(self, memory: Memory | None = None, now: datetime = A_MONDAY_MORNING) -> None:
        super().__init__(now)
        self.memory = memory if memory is not None else Memory()
        self.people = MemoryPeople(self.memory)
        self.programs = MemoryPrograms(self.memory)
        self.enrollments = MemoryEnrollments(self.memory)
        self.runs = MemoryRuns(self.memory)
        self.drafts = MemoryDrafts(self.memory)
        self.inputs = MemoryInputs(self.memory)
        self.edits = MemoryEdits(self.memory)
        self.kept = MemoryKept(self.memory)
        self.proposals = MemoryProposals(self.memory)
        self.mentors = MemoryMentors(self.memory)
        self.wishes = MemoryWishes(self.memory)
        self.bookmarks = MemoryBookmarks(self.memory)
        self.letters = MemoryLetters(self.memory)
        self.mentorships = MemoryMentorships(self.memory)
        self.agreements = MemoryAgreements(self.memory)
        self.reflections = MemoryReflections(self.memory)
        self.introductions = MemoryIntroductions(self.memory)
        self.behaviours = MemoryBehaviours(self.memory)
        self.careers = MemoryCareers(self.memory)
