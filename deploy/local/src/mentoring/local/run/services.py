"""The services of the suite: how each is started, and the settings it gets."""

import os
import secrets
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from mentoring.local.company.sign_in import PORTAL
from mentoring.local.failed import PartFailed
from mentoring.local.run.addresses import Addresses

SERVICES = ("profile", "matching", "scheduling", "notification", "portal")
AUDIENCE = "mentoring"
PREFIX = "MENTORING_"
_PASSED_ON = frozenset({"MENTORING_TIME_SHIFT", "MENTORING_LOG_LEVEL", "MENTORING_TRACES_ENDPOINT"})
"""Settings that whoever starts the run may give to all services."""


def missing(services: Sequence[str] = SERVICES) -> list[str]:
    """Services that this checkout does not have (yet), or whose environment is not up to date."""
    return [name for name in services if not _program(name).exists() or find_spec(f"mentoring.{name}.app") is None]


def require(services: Sequence[str] = SERVICES) -> None:
    """Raises PartFailed with what is missing and how to mend it."""
    gone = missing(services)
    if gone:
        raise PartFailed(
            f"These services are not in the environment: {', '.join(gone)}.\n"
            "Make it anew out of the lock: rm .venv/.settled, then make run."
        )


def argv(service: str, *words: str) -> list[str]:
    """The command of a service."""
    return [str(_program(service)), *words]


def settings(
    service: str, *, addresses: Addresses, database: str, kafka: str, topic_prefix: str, secret: str
) -> dict[str, str]:
    """The environment of a service: ours without foreign settings, and its own."""
    own = {
        "ENVIRONMENT": "local",
        "DATABASE_URL": database,
        "KAFKA": kafka,
        "TOPIC_PREFIX": topic_prefix,
        "ISSUER": addresses.url("issuer"),
        "AUDIENCE": AUDIENCE,
        "HTTP_PORT": str(addresses.ports[service]),
    }
    if service in _FURTHER:
        own |= _FURTHER[service](addresses, secret)
    return surroundings() | {f"{PREFIX}{key}": value for key, value in own.items()}


def surroundings() -> dict[str, str]:
    """The environment of any child: without settings that were meant for others."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith(PREFIX) or key in _PASSED_ON}
    # Local times are expanded by the pinned zone data, never by the system's.
    return ours | {"PYTHONTZPATH": "", "PYTHONUNBUFFERED": "1"}


def session_secret(path: Path) -> str:
    """What the portal signs its sessions with; kept, so that a restart signs nobody out."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def _program(service: str) -> Path:
    return Path(sys.executable).with_name(f"mentoring-{service}")


def _of_notification(addresses: Addresses, secret: str) -> dict[str, str]:  # noqa: ARG001 - one form for all
    return {
        "PORTAL_URL": addresses.url("portal"),
        "MAIL_SENDER": "mentoring@example.com",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(addresses.ports["smtp"]),
        "SMTP_STARTTLS": "false",
    }


def _of_portal(addresses: Addresses, secret: str) -> dict[str, str]:
    owners = {f"{name.upper()}_URL": addresses.url(name) for name in SERVICES if name != "portal"}
    return owners | {"PORTAL_URL": addresses.url("portal"), "CLIENT_ID": PORTAL, "COOKIE_SECRET": secret}


_FURTHER = {"notification": _of_notification, "portal": _of_portal}
