"""The doctor: everything that has to be right before the roles are, each check with how to mend it."""

from collections.abc import AsyncIterator

import asyncpg
import httpx

from mentoring.postgres import MigrationRefused, migrate
from mentoring.runtime.access.keys import IssuerKeys, IssuerUnreachable
from mentoring.runtime.cli.showing import Finding
from mentoring.runtime.cli.topics import topic_findings
from mentoring.runtime.composition import ROLES, Background, Service, Unfit
from mentoring.runtime.roles.run import LINEAGES
from mentoring.runtime.running import backgrounds, kafka_of
from mentoring.runtime.settings import Settings

_PATIENCE = 5.0
_OLDEST_SERVER = 17
"""SQL stays within PostgreSQL 17."""


async def examine(service: Service, settings: Settings) -> list[Finding]:
    """All findings, in the order in which they should be mended."""
    found = [Finding("settings", "ok", f"environment {settings.environment}")]
    found += [finding async for finding in _database(service, settings)]
    found += await topic_findings(service.name, kafka_of(settings, service.name))
    found.append(await _issuer(settings))
    found += [await _part(part) for part in backgrounds(service, ROLES) if part.examine is not None]
    return found


async def _part(part: Background) -> Finding:
    try:
        detail = "" if part.examine is None else await part.examine()
    except Unfit as unfit:
        return Finding(part.name, "fault", str(unfit), unfit.mend)
    return Finding(part.name, "ok", detail)


async def _database(service: Service, settings: Settings) -> AsyncIterator[Finding]:
    try:
        connection = await asyncpg.connect(settings.dsn, timeout=_PATIENCE)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        yield Finding("database", "fault", f"{type(error).__name__}: {error}", "Check MENTORING_DATABASE_URL.")
        return
    try:
        version = connection.get_server_version()
        words = f"PostgreSQL {version.major}.{version.minor}"
        if version.major < _OLDEST_SERVER:
            yield Finding("database", "fault", words, "Use PostgreSQL 17 or later.")
        else:
            yield Finding("database", "ok", words)
        yield await _role(connection)
    finally:
        await connection.close()
    yield await _migrations(service, settings)


async def _role(connection: "asyncpg.Connection[asyncpg.Record]") -> Finding:
    role = await connection.fetchval("SELECT current_user")
    may_create = await connection.fetchval("SELECT has_schema_privilege(current_schema(), 'CREATE')")
    if await connection.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        mend = "Give the service a role of its own: a superuser hides missing rights and can read everything."
        return Finding("role", "warning", f"{role} is a superuser", mend)
    if not may_create:
        mend = "Migrations need it; the roles do not. Run migrate as the database's owner."
        return Finding("role", "warning", f"{role} may not create tables", mend)
    return Finding("role", "ok", f"{role}, no superuser")


async def _migrations(service: Service, settings: Settings) -> Finding:
    try:
        due = await migrate(settings.dsn, *LINEAGES, service.migrations, dry_run=True)
    except MigrationRefused as refused:
        return Finding("migrations", "fault", str(refused), "Run the version of the program that the database has.")
    except asyncpg.PostgresError as error:
        return Finding("migrations", "fault", str(error), "The role needs to read the table schema_migrations.")
    if due:
        names = ", ".join(f"{one.lineage}/{one.name}" for one in due)
        return Finding("migrations", "fault", f"missing: {names}", f"Run mentoring-{service.name} migrate.")
    return Finding("migrations", "ok", "up to date")


async def _issuer(settings: Settings) -> Finding:
    async with httpx.AsyncClient(timeout=_PATIENCE) as client:
        keys = IssuerKeys(
            settings.issuer, client, keys_url=settings.issuer_keys_url, plain_http=settings.environment == "local"
        )
        try:
            kids = await keys.fetch()
        except IssuerUnreachable as error:
            mend = "Check MENTORING_ISSUER, or give MENTORING_ISSUER_KEYS_URL."
            return Finding("issuer", "fault", str(error), mend)
    return Finding("issuer", "ok", f"{settings.issuer}: {len(kids)} keys")
