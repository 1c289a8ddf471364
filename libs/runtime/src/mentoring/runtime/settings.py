"""Settings: from the environment, all checked at the start; nothing is guessed that points at another machine."""

import difflib
import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, Literal, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX: Final = "MENTORING_"
Environment = Literal["local", "production"]
S = TypeVar("S", bound="Settings")


class Settings(BaseSettings):
    """What every service needs. A service adds its own in ``config.py``; each field is ``MENTORING_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", use_attribute_docstrings=True)

    environment: Environment = "production"
    """`local` allows plain HTTP, a single broker and a shifted clock."""

    database_url: SecretStr
    """``postgresql://role:secret@host:port/database``; a role that is no superuser."""
    database_pool: Annotated[int, Field(ge=2, le=200)] = 10
    """Connections that one process opens at most."""

    kafka: Annotated[str, Field(pattern=r"^[^\s,]+:\d+(,[^\s,]+:\d+)*$")]
    """Bootstrap addresses, ``host:port`` with commas between."""
    topic_prefix: Annotated[str, Field(pattern=r"^[a-zA-Z0-9._-]*$", max_length=60)] = ""
    """Put before every topic and group name: one broker for several deployments, or for tests."""

    issuer: Annotated[str, Field(pattern=r"^https?://\S+$")]
    """Who signs access tokens, exactly as their `iss` claim says it."""
    audience: Annotated[str, Field(min_length=1)]
    """What the `aud` claim of a token for this suite holds."""
    issuer_keys_url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    """Where the issuer's keys are; found by OpenID discovery when it is not given."""
    token_algorithms: frozenset[str] = frozenset({"RS256", "PS256", "ES256", "Ed25519"})
    """Signatures that are believed; asymmetric ones alone."""
    token_leeway: timedelta = timedelta(seconds=30)
    """By how much the issuer's clock may differ from ours."""
    subject_claim: str = "employee_id"
    """The claim that says which person a token speaks for; dots step into objects."""
    person_field: Literal["employee_id", "email"] = "employee_id"
    """What the claim is compared with."""
    roles_claim: str = "roles"
    """The claim that lists roles; dots step into objects (``realm_access.roles``)."""

    http_host: str | None = None
    """The address to listen on; 127.0.0.1 in the local run, to be given elsewhere."""
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8000
    body_limit: Annotated[int, Field(ge=1024)] = 1024 * 1024
    """Bytes of a request's body; uploads have their own."""
    upload_limit: Annotated[int, Field(ge=1024)] = 1024 * 1024 * 1024
    """Bytes of an uploaded file."""
    upload_folder: Path | None = None
    """Where uploads wait on disk until their command has ended; the system's temporary folder by default."""

    stop_within: timedelta = timedelta(seconds=25)
    """What is in flight may take this long to end after SIGTERM."""
    outbox_age_limit: timedelta = timedelta(seconds=60)
    """A relay whose oldest row is older is not ready."""
    poll_age_limit: timedelta = timedelta(seconds=60)
    """A worker that has not polled for longer is not ready."""
    time_shift: timedelta = timedelta(0)
    """Moves business time; in the local run alone."""

    log_format: Literal["json", "pretty"] | None = None
    """JSON, or coloured lines; by default the latter on a terminal."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    traces_endpoint: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    """OTLP over HTTP; without it no span leaves the process."""

    symmetric: ClassVar[frozenset[str]] = frozenset({"none", "HS256", "HS384", "HS512"})

    @field_validator("database_url")
    @classmethod
    def _is_postgresql(cls, url: SecretStr) -> SecretStr:
        if not url.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("give it as postgresql://role:secret@host:port/database")
        return url

    @field_validator("token_algorithms")
    @classmethod
    def _is_asymmetric(cls, algorithms: frozenset[str]) -> frozenset[str]:
        if not algorithms or algorithms & cls.symmetric:
            raise ValueError("name at least one algorithm, and asymmetric ones alone")
        return algorithms

    @model_validator(mode="after")
    def _is_explicit_outside_the_local_run(self) -> Self:
        if self.environment == "local":
            return self
        wrong = []
        if self.http_host is None:
            wrong.append(f"{PREFIX}HTTP_HOST must be given (0.0.0.0 in a container)")
        if self.time_shift:
            wrong.append(f"{PREFIX}TIME_SHIFT is for the local run alone")
        for name, address in (("ISSUER", self.issuer), ("ISSUER_KEYS_URL", self.issuer_keys_url)):
            if address is not None and not address.startswith("https://"):
                wrong.append(f"{PREFIX}{name} must be https")
        if wrong:
            raise ValueError("; ".join(wrong) + f" (or say {PREFIX}ENVIRONMENT=local)")
        return self

    @property
    def host(self) -> str:
        """The address to listen on."""
        return self.http_host or "127.0.0.1"

    @property
    def dsn(self) -> str:
        """The database's address with its secret: for the pool, never for a log."""
        return self.database_url.get_secret_value()


class SettingsRefused(Exception):  # noqa: N818 - says what the operator has to mend
    """The environment does not make sense; ``faults`` has one sentence for each variable."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


def read_settings(kind: type[S]) -> S:
    """Read and check the settings of a service, all faults at once.

    Raises:
        SettingsRefused: a variable is missing, malformed, or has our prefix and no meaning.
    """
    faults = _unknown(kind, os.environ)
    try:
        settings = kind()
    except ValidationError as wrong:
        faults += [_sentence(fault) for fault in wrong.errors(include_url=False, include_input=False)]
        raise SettingsRefused(faults) from None
    if faults:
        raise SettingsRefused(faults)
    return settings


def _unknown(kind: type[Settings], environment: Mapping[str, str]) -> list[str]:
    known = {f"{PREFIX}{name.upper()}" for name in kind.model_fields}
    faults = []
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.0)
            faults.append(f"{name} is unknown; the nearest known name is {near[0]}")
    return faults


def _sentence(fault: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in fault["loc"])
    text = str(fault["msg"]).removeprefix("Value error, ")
    if not where:
        return text
    name = f"{PREFIX}{where.upper()}"
    return f"{name} is missing" if fault["type"] == "missing" else f"{name}: {text}"
