"""Where the broker is, and what our topics and groups are called there."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Kafka:
    """The address of a cluster and the prefix of all our names on it (a shared cluster, a test)."""

    bootstrap: str
    """``host:port``, several separated by commas."""
    prefix: str = ""
    local: bool = False
    """One broker: topics have one copy instead of what the registry says. Never in production."""
    client: str = "mentoring"
    """How our connections name themselves to the broker."""
    request_timeout: timedelta = timedelta(seconds=10)
    """How long one answer of the broker is waited for."""

    @property
    def servers(self) -> list[str]:
        """The addresses, one by one."""
        return self.bootstrap.split(",")

    def physical(self, name: str) -> str:
        """The broker's name for a logical topic or a consumer's group."""
        return f"{self.prefix}{name}"

    def logical(self, name: str) -> str:
        """Our name for a topic or group of the broker's."""
        return name.removeprefix(self.prefix)
