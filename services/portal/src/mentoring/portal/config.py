"""The portal's settings."""

from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from mentoring.runtime import Settings as Shared

Address = Annotated[str, Field(pattern=r"^https?://\S+[^/\s]$")]


class Settings(Shared):
    """What the portal needs beside what every service needs."""

    portal_url: Address
    """Where people's browsers find the portal; without a slash at the end."""
    issuer_back_url: Address | None = None
    """Where the portal itself reaches the issuer, where that is not the address that browsers use."""
    client_id: str = "portal"
    """By which the issuer knows the portal."""
    client_secret: SecretStr | None = None
    """None for a public client, which PKCE alone protects."""
    sign_in_scopes: str = "openid profile email"
    """What is asked of the issuer; some want one more for the suite's audience, or `offline_access`."""
    cookie_secret: Annotated[SecretStr, Field(min_length=32)]
    """Signs cookies and forms; the same for all copies of the portal."""
    profile_url: Address
    matching_url: Address
    scheduling_url: Address
    notification_url: Address
    default_language: Literal["en", "de"] = "en"
    """Where neither the person nor the browser says one that we have."""

    @model_validator(mode="after")
    def _is_secure_outside_the_local_run(self) -> Self:
        if self.environment != "local" and not self.portal_url.startswith("https://"):
            raise ValueError("MENTORING_PORTAL_URL must be https (or say MENTORING_ENVIRONMENT=local)")
        return self
