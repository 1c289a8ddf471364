"""A unit of work on one transaction."""

from datetime import datetime
from uuid import UUID

from mentoring import kernel
from mentoring.postgres import Connection
from mentoring.profile import ports
from mentoring.profile.adapters.postgres.imports import Imports
from mentoring.profile.adapters.postgres.people import Participants, People
from mentoring.profile.adapters.postgres.staging import Staging


class PostgresWork:
    """The kernel's work with profile's repositories."""

    def __init__(self, connection: Connection, work: kernel.Work, hr_files: ports.HrFiles) -> None:
        self._work = work
        self.hr_files = hr_files
        self.people = People(connection)
        self.participants = Participants(connection)
        self.imports = Imports(connection)
        self.staging = Staging(connection)

    def announce(self, fact: kernel.Announceable) -> None:
        """Tell a fact when, and only when, this work is committed."""
        self._work.announce(fact)

    def now(self) -> datetime:
        """The business time."""
        return self._work.now()

    def new_id(self) -> UUID:
        """A new UUIDv7."""
        return self._work.new_id()
