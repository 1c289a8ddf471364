"""Notification's settings."""

from typing import Annotated

from pydantic import Field, SecretStr

from mentoring.runtime import Settings as Shared


class Settings(Shared):
    """What notification needs beside what every service needs."""

    portal_url: Annotated[str, Field(pattern=r"^https?://\S+[^/]$")]
    """Where links in mails lead; without a slash at the end."""
    mail_sender: Annotated[str, Field(pattern=r"^[^@\s<>]+@[^@\s<>]+$")]
    """The address that mails come from, and the organizer of calendar messages."""
    smtp_host: str
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_starttls: bool | None = None
    """True demands it, False forbids it; by default it is used where the server offers it."""
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_connections: Annotated[int, Field(ge=1, le=100)] = 8
    """Connections to the mail server that one process opens at most."""
