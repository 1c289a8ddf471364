"""Pooled SMTP connections: opened when first needed, reused, closed when idle too long or broken."""

import asyncio
from collections.abc import Callable
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

import aiosmtplib

from mentoring.notification.ports import Letter, Refusal, Unreachable

LASTING = 500
REASONS = {550: "mailbox-unknown", 551: "mailbox-unknown", 552: "mailbox-full", 553: "mailbox-unknown", 554: "refused"}


class SmtpPost:
    """Sends letters over at most ``connections`` connections at once; use as an async context manager."""

    def __init__(
        self,
        *,
        host: str,
        port: int,
        write: Callable[[Letter], EmailMessage],
        connections: int = 8,
        starttls: bool | None = None,
        username: str | None = None,
        password: str | None = None,
        timeout: float = 30.0,
    ) -> None:
        self._write = write
        self._places = asyncio.Semaphore(connections)
        self._idle: list[aiosmtplib.SMTP] = []
        self._server: dict[str, Any] = {
            "hostname": host,
            "port": port,
            "start_tls": starttls,
            "username": username,
            "password": password,
            "timeout": timeout,
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._idle:
            connection = self._idle.pop()
            try:
                await connection.quit()
            except (aiosmtplib.SMTPException, OSError):
                connection.close()

    async def send(self, letter: Letter) -> None:
        """Hand a letter over; see the port for what it raises."""
        try:
            mail = self._write(letter)
        except ValueError as unwritable:  # a name or an address that no header may hold; it will not get better
            raise Refusal("unwritable") from unwritable
        async with self._places:
            try:
                await self._over_a_connection(mail)
            except aiosmtplib.SMTPRecipientsRefused as refused:
                codes = [recipient.code for recipient in refused.recipients]
                raise _answer(max(codes, default=LASTING)) from refused
            except aiosmtplib.SMTPResponseException as answered:
                raise _answer(answered.code) from answered
            except (aiosmtplib.SMTPException, OSError, TimeoutError) as silent:
                raise Unreachable(type(silent).__name__) from silent

    async def _over_a_connection(self, mail: EmailMessage) -> None:
        """A connection that the server closed while it was idle is replaced once; nothing was said over it."""
        connection = self._idle.pop() if self._idle else None
        if connection is not None:
            try:
                await connection.noop()
            except (aiosmtplib.SMTPException, OSError):
                connection.close()
                connection = None
        if connection is None:
            connection = aiosmtplib.SMTP(**self._server)
            await connection.connect()
        try:
            await connection.send_message(mail)
        except BaseException as fault:
            if isinstance(fault, aiosmtplib.SMTPResponseException | aiosmtplib.SMTPRecipientsRefused):
                self._idle.append(connection)
            else:
                connection.close()
            raise
        self._idle.append(connection)


def _answer(code: int) -> Refusal | Unreachable:
    """5xx is a lasting no, 4xx a passing one (RFC 5321, 4.2.1)."""
    return Refusal(REASONS.get(code, "refused")) if code >= LASTING else Unreachable(str(code))
