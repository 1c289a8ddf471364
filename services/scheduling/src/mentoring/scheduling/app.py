"""Scheduling, put together."""

from collections.abc import Callable
from datetime import UTC, datetime

from mentoring.kernel import Work
from mentoring.postgres import Connection
from mentoring.runtime import Service, command
from mentoring.scheduling.adapters.postgres import PostgresDirectory, PostgresViews, PostgresWork
from mentoring.scheduling.config import Settings, stretches
from mentoring.scheduling.domain.hours import Stretch, week
from mentoring.scheduling.domain.rules import Rules
from mentoring.scheduling.entrypoints.clock import clock
from mentoring.scheduling.entrypoints.events import facts
from mentoring.scheduling.entrypoints.http import availability, mentorships, sessions


def build(settings: Settings, now: Callable[[], datetime] | None = None) -> Service:
    """The service with its real parts; ``now`` is the business clock of its views (tests set it)."""
    rules = rules_of(settings)
    clock_of_views = now or (lambda: datetime.now(UTC) + settings.time_shift)

    def work(connection: Connection, under: Work) -> PostgresWork:
        return PostgresWork(connection, under, rules)

    def views(connection: Connection) -> PostgresViews:
        return PostgresViews(connection, rules, clock_of_views)

    return Service(
        name="scheduling",
        work=work,
        views=views,
        directory=PostgresDirectory,
        doors=[availability, mentorships, sessions],
        facts=facts,
        clock=clock,
        migrations="mentoring.scheduling",
    )


def rules_of(settings: Settings) -> Rules:
    """The company's settings as the domain knows them."""
    return Rules(
        hours=week(Stretch.parse(*stretch) for stretch in stretches(settings.working_hours)),
        notice=settings.booking_notice,
        horizon=settings.booking_horizon,
        step=settings.slot_step,
        working_days=settings.check_in_working_days,
    )


main = command(build, Settings)
