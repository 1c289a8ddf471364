"""Where things are in a checkout, and where its local run keeps data."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Checkout:
    """One checkout of the suite; two of them never share anything but the user's cache."""

    root: Path

    @classmethod
    def here(cls) -> "Checkout":
        """The checkout that this file belongs to (members are installed editable)."""
        return cls(Path(__file__).resolve().parents[5])

    @property
    def home(self) -> Path:
        """All that the local run writes; git-ignored."""
        return self.root / ".local"

    @property
    def logs(self) -> Path:
        """A log per part and service."""
        return self.home / "logs"

    @property
    def marks(self) -> Path:
        """Marks of running processes."""
        return self.home / "marks"

    @property
    def lock(self) -> Path:
        """Held by the run of this checkout while it lives."""
        return self.home / "run.lock"

    @property
    def portal(self) -> Path:
        """The portal's member, with its front-end files."""
        return self.root / "services" / "portal"
