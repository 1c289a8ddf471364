"""Where the broker is, and what our topics and groups are called there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kafka:
    """The address of a cluster and the prefix of all our names on it (a shared cluster, a test)."""

    bootstrap: str
    """``host:port``, several separated by commas."""
    prefix: str = ""

    def physical(self, name: str) -> str:
        """The broker's name for a logical topic or a consumer's group."""
        return f"{self.prefix}{name}"

    def logical(self, name: str) -> str:
        """Our name for a topic or group of the broker's."""
        return name.removeprefix(self.prefix)
