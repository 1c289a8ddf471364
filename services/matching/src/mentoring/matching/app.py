"""Matching, put together."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from mentoring.matching.adapters.editor import ProcessEditor
from mentoring.matching.adapters.engine.messages import Start
from mentoring.matching.adapters.engine.process import ProcessEngine
from mentoring.matching.adapters.postgres import PostgresDirectory, PostgresViews, PostgresWork
from mentoring.matching.adapters.solver import ProcessSolver
from mentoring.matching.config import Settings
from mentoring.matching.entrypoints.clock import clock
from mentoring.matching.entrypoints.doctor import examine_kernel
from mentoring.matching.entrypoints.events import facts
from mentoring.matching.entrypoints.http import DOORS
from mentoring.matching.entrypoints.http.edits import edits
from mentoring.matching.entrypoints.http.finding import finding
from mentoring.matching.entrypoints.http.refreshing import refreshing
from mentoring.matching.entrypoints.reproducing import reproduce
from mentoring.runtime import Background, Service, command


def build(settings: Settings, now: Callable[[], datetime] | None = None) -> Service:
    """The service with its real parts; ``now`` is the business clock of its views (tests set it)."""
    clock_of_views = now or (lambda: datetime.now(UTC) + settings.time_shift)
    engine = ProcessEngine(partial(start_of, settings), settings.engine_queue)
    editor = ProcessEditor(settings.dsn)
    return Service(
        name="matching",
        work=PostgresWork,
        views=lambda connection: PostgresViews(connection, clock_of_views),
        directory=PostgresDirectory,
        doors=(*DOORS, finding(engine), edits(editor), refreshing(editor)),
        facts=facts,
        clock=clock(ProcessSolver(settings.dsn)),
        migrations="mentoring.matching",
        background=[
            Background(engine, roles=frozenset({"api"}), name="engine", missing=engine.missing, examine=examine_kernel),
            Background(editor, roles=frozenset({"api"}), name="editor"),
        ],
    )


def start_of(settings: Settings) -> Start:
    """What the engine's process needs of the settings."""
    logs = {"fmt": settings.log_format, "level": settings.log_level}
    fields = {"service": "matching", "role": "engine"}
    return Start(settings.dsn, settings.time_shift, {**logs, "fields": fields})


main = command(build, Settings, verbs={"reproduce": reproduce})
