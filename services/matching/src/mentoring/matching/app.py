"""Matching, put together."""

from mentoring.matching.adapters.postgres import PostgresDirectory, PostgresViews, PostgresWork
from mentoring.matching.adapters.solver import ProcessSolver
from mentoring.matching.config import Settings
from mentoring.matching.entrypoints.clock import clock
from mentoring.matching.entrypoints.events import facts
from mentoring.matching.entrypoints.http import DOORS
from mentoring.runtime import Service, command


def build(settings: Settings) -> Service:
    """The service with its real parts."""
    return Service(
        name="matching",
        work=PostgresWork,
        views=PostgresViews,
        directory=PostgresDirectory,
        doors=DOORS,
        facts=facts,
        clock=clock(ProcessSolver(settings.dsn)),
        migrations="mentoring.matching",
    )


main = command(build, Settings)
