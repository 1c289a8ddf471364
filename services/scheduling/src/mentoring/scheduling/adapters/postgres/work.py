"""One unit of work over one transaction."""

from datetime import datetime
from uuid import UUID

from mentoring import kernel
from mentoring.postgres import Connection
from mentoring.scheduling.adapters.postgres.mentorships import PostgresCheckIns, PostgresMentorships
from mentoring.scheduling.adapters.postgres.people import PostgresHours, PostgresPeople, PostgresPrograms
from mentoring.scheduling.adapters.postgres.sessions import PostgresSessions
from mentoring.scheduling.domain.rules import Rules


class PostgresWork:
    """Repositories on the connection; announce, now and new_id of the work that it is given."""

    def __init__(self, connection: Connection, work: kernel.Work, rules: Rules) -> None:
        self._work = work
        self.rules = rules
        self.people = PostgresPeople(connection)
        self.hours = PostgresHours(connection)
        self.programs = PostgresPrograms(connection)
        self.mentorships = PostgresMentorships(connection)
        self.sessions = PostgresSessions(connection)
        self.check_ins = PostgresCheckIns(connection)

    def announce(self, fact: kernel.Announceable) -> None:
        """By the outbox."""
        self._work.announce(fact)

    def now(self) -> datetime:
        """Of the work."""
        return self._work.now()

    def new_id(self) -> UUID:
        """Of the work."""
        return self._work.new_id()
