"""Roles in one process: started together, stopped together, none left behind."""

import asyncio
from collections.abc import Collection
from typing import Final

from mentoring.postgres import DatabaseAway, MigrationRefused, is_transient, migrate
from mentoring.runtime.composition import Role, Service
from mentoring.runtime.doors.doors import Doors
from mentoring.runtime.http.application import application
from mentoring.runtime.operations.health import Health, health_doors
from mentoring.runtime.operations.letters import letter_doors
from mentoring.runtime.operations.overview import overview_doors
from mentoring.runtime.roles.consuming import consuming
from mentoring.runtime.roles.garbage import collect_seldom
from mentoring.runtime.roles.relaying import relaying
from mentoring.runtime.roles.server import listen, serve
from mentoring.runtime.roles.supervise import Outcome, Part, supervise
from mentoring.runtime.roles.ticking import ticking
from mentoring.runtime.running import Running, opened
from mentoring.runtime.settings import Settings
from mentoring.telemetry import close_traces, configure_logs, configure_traces, get_logger

LINEAGES: Final = ("mentoring.messaging", "mentoring.runtime")
"""The libraries' migrations; a service's own come after them."""
_PATIENCE: Final = 60.0
"""Seconds that a role waits at its start for the database."""
log = get_logger(__name__)


class NotMigrated(Exception):  # noqa: N818 - says what the operator has to do
    """The database lacks tables that this program needs."""


async def run(service: Service, settings: Settings, roles: Collection[Role]) -> Outcome:
    """Run ``roles`` until SIGTERM or SIGINT, or until one of them fails; then all stop within the limit."""
    label = "all" if len(roles) > 1 else next(iter(roles))
    configure_logs(fmt=settings.log_format, level=settings.log_level, fields={"service": service.name, "role": label})
    configure_traces(service.name, endpoint=settings.traces_endpoint)
    try:
        await wait_for_migrations(service, settings)
        sock = listen(settings)
        async with opened(service, settings, roles=roles) as running:
            health = Health(running)
            parts: dict[str, Part] = {}
            if "worker" in roles:
                parts["worker"] = consuming(running, health)
            if "relay" in roles:
                parts["relay"] = relaying(running, health)
            if "clock" in roles:
                parts["clock"] = ticking(running, health)
            app = application(service if "api" in roles else bare(service), *doors_of(running, health, roles))
            app.state.running = running
            parts["http"] = lambda: serve(app, running, sock)
            collect_seldom()
            return await supervise(running, parts)
    finally:
        close_traces()


def doors_of(running: Running, health: Health, roles: Collection[Role]) -> list[Doors]:
    """Health in every role; what operators ask in the API alone."""
    doors = [health_doors(health)]
    if "api" in roles:
        doors += [overview_doors(running), letter_doors(running)]
    return doors


def bare(service: Service) -> Service:
    """The service without its doors: a worker has an HTTP app for health and metrics only."""
    return Service(name=service.name, work=service.work, migrations=service.migrations)


async def wait_for_migrations(service: Service, settings: Settings) -> None:
    """Wait a while for the database, and refuse to run on one that lacks what this program needs.

    A database that is ahead of us is no hindrance: during a rollout the older program goes on.

    Raises:
        NotMigrated: a migration is missing.
        DatabaseAway: the database did not come.
    """
    deadline = asyncio.get_running_loop().time() + _PATIENCE
    while True:
        try:
            due = await migrate(settings.dsn, *LINEAGES, service.migrations, dry_run=True)
        except MigrationRefused as refused:
            log.warning("migrations-differ", detail=str(refused))
            return
        except Exception as error:
            if not (is_transient(error) or isinstance(error, OSError)):
                raise
            if asyncio.get_running_loop().time() > deadline:
                raise DatabaseAway(f"the database did not come within {_PATIENCE:.0f} s: {error}") from error
            log.info("waiting-for-database", fault=type(error).__name__)
            await asyncio.sleep(1)
            continue
        if due:
            names = ", ".join(f"{one.lineage}/{one.name}" for one in due)
            raise NotMigrated(f"run `mentoring-{service.name} migrate` first; missing: {names}")
        return
