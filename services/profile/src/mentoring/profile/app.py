"""Profile, put together."""

from mentoring.kernel import Work
from mentoring.postgres import Connection
from mentoring.profile.adapters.hr_files.reader import CsvFiles
from mentoring.profile.adapters.postgres import PostgresDirectory, PostgresViews, PostgresWork
from mentoring.profile.config import Settings
from mentoring.profile.entrypoints.clock import clock
from mentoring.profile.entrypoints.events import facts
from mentoring.profile.entrypoints.http import imports, participants, people
from mentoring.runtime import Service, command


def build(settings: Settings) -> Service:
    """The service with its real parts."""
    hr_files = CsvFiles(settings.columns)

    def work(connection: Connection, under: Work) -> PostgresWork:
        return PostgresWork(connection, under, hr_files)

    return Service(
        name="profile",
        work=work,
        views=PostgresViews,
        directory=PostgresDirectory,
        doors=[imports, people, participants],
        facts=facts,
        clock=clock,
        migrations="mentoring.profile",
    )


main = command(build, Settings)
