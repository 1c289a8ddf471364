"""Style, script and icons: their address changes with their content, so that browsers keep them for good."""

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

HERE: Final = "static"


class AssetsMissing(RuntimeError):  # noqa: N818 - says what the operator has to do
    """The front-end files are not there: run «python -m mentoring.local.frontend» (the image build does it)."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class Forever(StaticFiles):
    """Files under an address that has their content's hash."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Kept for a year."""
        response = await super().get_response(path, scope)
        if response.status_code in {200, 304}:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


class Assets:
    """The folder ``static``: our own files, and ``vendor`` with what npm brought (`manifest.json` has its names)."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            with as_file(files("mentoring.portal") / HERE) as found:
                folder = found
        self.folder = folder
        self.vendor = _manifest(folder / "vendor" / "manifest.json")
        own = sorted(path for path in folder.rglob("*") if path.is_file() and "vendor" not in path.parts)
        digest = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in own))
        self.path = f"/{HERE}/{digest.hexdigest()[:12]}"

    def url(self, name: str) -> str:
        """The address of one of our files."""
        return f"{self.path}/{name}"

    def vendor_url(self, name: str) -> str:
        """The address of a file that npm brought, by its plain name."""
        return f"{self.path}/vendor/{self.vendor[name]}"

    def served(self) -> StaticFiles:
        """The app to mount at ``path``."""
        return Forever(directory=self.folder)


def _manifest(path: Path) -> Mapping[str, str]:
    if not path.is_file():
        raise AssetsMissing
    said: Any = json.loads(path.read_text("utf-8"))
    return dict(said)
