"""A command: open the transaction, claim the key, do it, keep the answer, commit; again where others interfered."""

import asyncio
import hashlib
import random
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any, Final

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from mentoring.runtime.doors.binding import Signature
from mentoring.runtime.doors.idempotency import Kept, Key, claim, keep
from mentoring.runtime.doors.route import Door, running_of
from mentoring.runtime.exchange.answers import Answer, Changed
from mentoring.runtime.exchange.uploads import spooled
from mentoring.runtime.exchange.versions import etag
from mentoring.runtime.faults import is_conflict
from mentoring.runtime.parts import Parts
from mentoring.telemetry import current, get_logger, metrics

TRIES: Final = 5
_PAUSE: Final = 0.02
"""Seconds before the second try; doubled with each, and spread."""
log = get_logger(__name__)


class Command:
    """A door that changes something."""

    def __init__(
        self,
        about: Door,
        door: Callable[..., Any],
        signature: Signature,
        status: int,
        version_of: Callable[[Any], int] | None,
    ) -> None:
        self.about = about
        self._door = door
        self._signature = signature
        self._status = status
        self._version_of = version_of
        self._adapter: TypeAdapter[Any] | None = None

    async def answer(self, request: Request, given: dict[str, Any]) -> Response:
        """Have the effect once, whatever the number of requests with this key."""
        running = running_of(request)
        caller = request.state.caller
        async with AsyncExitStack() as stack:
            offered: dict[str, Any] = {"caller": caller}
            if self.about.upload:
                spool = spooled(request, folder=running.settings.upload_folder)
                upload = await stack.enter_async_context(spool)
                offered["upload"] = upload
                digest = bytes.fromhex(upload.sha256)
            else:
                digest = hashlib.sha256(await request.body()).digest()
            key = Key.of(request, caller.subject, digest)
            kept, repeated = await self._insist(running, key, given | self._signature.pick(offered))
        headers = {"Cache-Control": "no-store"}
        if kept.etag is not None:
            headers["ETag"] = kept.etag
        if repeated:
            metrics.REPEATED_COMMANDS.inc()
            headers["Idempotent-Replayed"] = "true"
        return Response(kept.body, status_code=kept.status, media_type="application/json", headers=headers)

    async def _insist(self, running: Parts, key: Key | None, given: dict[str, Any]) -> tuple[Kept, bool]:
        """Repeat the whole transaction while the database calls it off in favour of another."""
        for attempt in range(1, TRIES + 1):
            try:
                return await self._once(running, key, given)
            except Exception as error:
                if not is_conflict(error) or attempt == TRIES:
                    raise
                metrics.COMMAND_RETRIES.inc()
                log.info("command-repeated", door=self.about.name, attempt=attempt, fault=type(error).__name__)
            await asyncio.sleep(_PAUSE * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 - spread, no secret
        raise AssertionError("unreachable")

    async def _once(self, running: Parts, key: Key | None, given: dict[str, Any]) -> tuple[Kept, bool]:
        async with running.units.open(context=current()) as unit:
            if key is not None:
                kept = await claim(unit.connection, key, self.about.name, unit.work.now())
                if kept is not None:
                    return kept, True
            offered = {"work": unit.work} if "work" in self._signature.wanted else {}
            result = await self._door(**given, **offered)
            changes = await unit.flush()
            changed = [Changed(topic=change.topic, key=change.key, version=change.version) for change in changes]
            kept = self._kept(result, changed)
            if key is not None:
                await keep(unit.connection, key, kept)
        return kept, False

    def _kept(self, result: Any, changed: list[Changed]) -> Kept:
        if self._adapter is None:
            self._adapter = TypeAdapter(Answer[self._signature.answer])  # type: ignore[name-defined]
        answer = self._adapter.validate_python({"result": result, "changed": changed})
        tag = None if self._version_of is None else etag(self._version_of(result))
        return Kept(self._status, self._adapter.dump_json(answer), tag)
