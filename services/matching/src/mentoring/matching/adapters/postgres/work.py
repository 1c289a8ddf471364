"""One unit of work over one transaction."""

from datetime import datetime
from uuid import UUID

from mentoring import kernel
from mentoring.matching.adapters.postgres.behaviours import PostgresBehaviours
from mentoring.matching.adapters.postgres.bookmarks import PostgresBookmarks
from mentoring.matching.adapters.postgres.drafts import PostgresDrafts
from mentoring.matching.adapters.postgres.edits import PostgresEdits
from mentoring.matching.adapters.postgres.inputs import PostgresInputs
from mentoring.matching.adapters.postgres.introductions import PostgresIntroductions
from mentoring.matching.adapters.postgres.kept_pairs import PostgresKept
from mentoring.matching.adapters.postgres.mentors import PostgresMentors, PostgresWishes
from mentoring.matching.adapters.postgres.mentorships import (
    PostgresAgreements,
    PostgresMentorships,
    PostgresReflections,
)
from mentoring.matching.adapters.postgres.outcomes import PostgresCareers
from mentoring.matching.adapters.postgres.pairs import PostgresLetters, PostgresProposals
from mentoring.matching.adapters.postgres.people import PostgresPeople
from mentoring.matching.adapters.postgres.programs import PostgresEnrollments, PostgresPrograms
from mentoring.matching.adapters.postgres.runs import PostgresRuns
from mentoring.postgres import Connection


class PostgresWork:
    """Repositories on the connection; announce, now and new_id of the work that it is given."""

    def __init__(self, connection: Connection, work: kernel.Work) -> None:
        self._work = work
        self.people = PostgresPeople(connection)
        self.programs = PostgresPrograms(connection)
        self.enrollments = PostgresEnrollments(connection)
        self.runs = PostgresRuns(connection)
        self.drafts = PostgresDrafts(connection)
        self.inputs = PostgresInputs(connection)
        self.edits = PostgresEdits(connection)
        self.kept = PostgresKept(connection)
        self.proposals = PostgresProposals(connection)
        self.mentors = PostgresMentors(connection)
        self.wishes = PostgresWishes(connection)
        self.bookmarks = PostgresBookmarks(connection)
        self.letters = PostgresLetters(connection)
        self.mentorships = PostgresMentorships(connection)
        self.agreements = PostgresAgreements(connection)
        self.reflections = PostgresReflections(connection)
        self.introductions = PostgresIntroductions(connection)
        self.behaviours = PostgresBehaviours(connection)
        self.careers = PostgresCareers(connection)

    def announce(self, fact: kernel.Announceable) -> None:
        """By the outbox."""
        self._work.announce(fact)

    def now(self) -> datetime:
        """Of the work."""
        return self._work.now()

    def new_id(self) -> UUID:
        """Of the work."""
        return self._work.new_id()
