"""The addresses of a run: the usual ports, or free ones where they are taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from mentoring.local.parts.ports import LOOPBACK, free_port

WANTED: Mapping[str, int] = MappingProxyType(
    {
        "portal": 8000,
        "profile": 8001,
        "matching": 8002,
        "scheduling": 8003,
        "notification": 8004,
        "issuer": 8005,
        "smtp": 8025,
        "mail": 8026,
        "postgres": 8054,
        "kafka": 8092,
    }
)


@dataclass(frozen=True)
class Addresses:
    """A port for every part; all on the loopback address."""

    ports: Mapping[str, int]

    @classmethod
    def choose(cls, wanted: Mapping[str, int] = WANTED) -> Self:
        """Each port that is taken now is replaced by a free one."""
        ports: dict[str, int] = {}
        for name, port in wanted.items():
            ports[name] = free_port(port, spoken_for={*ports.values(), *(set(wanted.values()) - {port})})
        return cls(ports)

    @property
    def replaced(self) -> dict[str, tuple[int, int]]:
        """Parts that did not get their usual port: the usual one and the one in its place."""
        return {name: (WANTED[name], port) for name, port in self.ports.items() if port != WANTED[name]}

    def url(self, name: str) -> str:
        """The HTTP address of a part, without a slash at the end."""
        return f"http://{LOOPBACK}:{self.ports[name]}"
