"""Uploads: the raw body, spooled to disk under a limit and hashed on the way."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import Request

from mentoring.runtime.exchange.problems import Problem

_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent. It is gone when the command has ended."""

    path: Path
    sha256: str
    """In hexadecimal."""
    size: int
    """Bytes."""
    content_type: str
    """Without parameters, in lower case; empty when it was not given."""


def too_large(limit: int) -> Problem:
    """The problem of a body beyond ``limit`` bytes."""
    return Problem(413, "too-large", f"The body may have {limit} bytes at most.", headers={"Connection": "close"})


@asynccontextmanager
async def spooled(request: Request, *, folder: Path | None) -> AsyncIterator[Upload]:
    """The body of ``request``, whose route limits it, as a file in ``folder`` that is kept until the block ends."""
    with tempfile.NamedTemporaryFile(prefix="upload-", dir=folder) as file:
        digest, size, held = hashlib.sha256(), 0, bytearray()

        async def put_away() -> None:
            digest.update(held)
            await asyncio.to_thread(file.write, bytes(held))
            held.clear()

        async for chunk in request.stream():
            size += len(chunk)
            held += chunk
            if len(held) >= _CHUNK:
                await put_away()
        await put_away()
        await asyncio.to_thread(file.flush)
        content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        yield Upload(path=Path(file.name), sha256=digest.hexdigest(), size=size, content_type=content_type)
