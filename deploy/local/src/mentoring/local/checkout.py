"""Where things are in a checkout, and where its local run keeps data."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Checkout:
    """One checkout of the suite; two of them never share anything but the user's cache."""

    root: Path
    home: Path
    """All that the local run writes: `.local` in the checkout, git-ignored, unless another folder is asked for."""

    @classmethod
    def here(cls, home: Path | None = None) -> Self:
        """The checkout that this file belongs to (members are installed editable)."""
        root = Path(__file__).resolve().parents[5]
        return cls(root, home.resolve() if home else root / ".local")

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
