"""The SMTP door, and the program that serves both doors on the loopback address."""

import asyncio
from pathlib import Path

import uvicorn
from aiosmtpd.smtp import SMTP, Envelope, Session
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from mentoring.local.mail.api import api
from mentoring.local.mail.box import Box
from mentoring.local.mail.show import show
from mentoring.local.parts.ports import LOOPBACK

LARGEST_MAIL = 32 * 1024 * 1024
"""Bytes."""


class _Taker:
    """Takes whatever comes, for whomever."""

    def __init__(self, box: Box) -> None:
        self._box = box

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002 - aiosmtpd's form
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        return f"250 Caught as {self._box.put(raw, envelope.rcpt_tos)}"


async def listen(box: Box, port: int) -> asyncio.Server:
    """The SMTP door, on the loopback address alone."""

    def session() -> SMTP:
        return SMTP(
            _Taker(box), hostname="localhost", ident="mail catcher", data_size_limit=LARGEST_MAIL, enable_SMTPUTF8=True
        )

    return await asyncio.get_running_loop().create_server(session, LOOPBACK, port)


def web(box: Box) -> FastAPI:
    """The pages and the JSON; only under local names, so that no page from elsewhere can reach it by a trick of DNS."""
    app = FastAPI(title="Mail catcher", openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])
    app.include_router(api(box))
    app.include_router(show(box))
    return app


async def serve(folder: Path, smtp_port: int, http_port: int) -> None:
    """Serves both until asked to end."""
    box = Box(folder)
    door = await listen(box, smtp_port)
    async with door:
        config = uvicorn.Config(web(box), host=LOOPBACK, port=http_port, log_level="warning", server_header=False)
        await uvicorn.Server(config).serve()
