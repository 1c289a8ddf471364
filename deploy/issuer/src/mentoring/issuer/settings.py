"""Settings: from the environment, with the prefix MENTORING_; nothing is guessed outside the local run."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "MENTORING_"


class Settings(BaseSettings):
    """What the development issuer needs. Each field is `MENTORING_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", use_attribute_docstrings=True)

    environment: str = "production"
    """Must be `local`: this issuer lets anybody be anyone."""
    issuer: Annotated[str, Field(pattern=r"^https?://\S+[^/\s]$")]
    """The address that tokens name as their issuer and that browsers and services reach; no slash at the end."""
    audience: Annotated[str, Field(min_length=1)] = "mentoring"
    """What the `aud` claim of access tokens holds."""
    issuer_people: Path
    """A JSON list of people: subject, employee_id, email, name, roles, and a note on who they are."""
    issuer_clients: Path
    """A JSON list of clients: id, secret, redirect_uris, after_sign_out, roles, may_speak_for_people."""
    issuer_data: Path
    """A folder for the signing keys, made at the first start."""
    token_life: timedelta = timedelta(hours=12)
    """How long access tokens are believed: a working day, so that a demonstration is not cut short."""
    http_host: str = "127.0.0.1"
    """The address to listen on."""
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8005
    log_level: str = "warning"
    """Of the HTTP server."""
