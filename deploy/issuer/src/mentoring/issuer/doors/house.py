"""What all doors share: made once at the start."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoring.issuer.grants import Codes
from mentoring.issuer.people import Client, People
from mentoring.issuer.tokens import Mint


@dataclass(frozen=True)
class House:
    """The issuer's parts."""

    mint: Mint
    people: People
    clients: Mapping[str, Client]
    codes: Codes = field(default_factory=Codes)
