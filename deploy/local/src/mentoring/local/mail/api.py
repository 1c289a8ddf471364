"""The mails as JSON, in the form of Mailpit, so that tests read mails in the same way from both."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import PlainTextResponse, Response

from mentoring.local.mail.box import Address, Box, Mail

MOST = 1000


def api(box: Box) -> APIRouter:
    """`/api/v1/messages`, `/api/v1/search?query=`, `/api/v1/message/{id}` and its `/raw`."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/messages")
    async def messages(start: int = 0, limit: int = 50) -> dict[str, Any]:
        return _page(box, "", start, limit)

    @router.get("/search")
    async def search(query: str, start: int = 0, limit: int = 50) -> dict[str, Any]:
        return _page(box, query, start, limit)

    @router.get("/message/{one}")
    async def message(one: str) -> dict[str, Any]:
        mail = _found(box.get, one)
        whole = {"Date": _instant(mail), "Text": mail.text, "HTML": mail.html, "ReplyTo": _all(mail, "reply-to")}
        attached = [
            {
                "PartID": str(number),
                "FileName": part.name,
                "ContentType": part.kind,
                "Size": part.size,
            }
            for number, part in enumerate(mail.others, 1)
        ]
        return _summary(mail) | whole | {"Attachments": attached}

    @router.get("/message/{one}/raw")
    async def raw(one: str) -> Response:
        return PlainTextResponse(_found(box.get, one).raw)

    @router.delete("/messages")
    async def empty() -> Response:
        box.empty()
        return PlainTextResponse("ok")

    return router


def _found(get: Callable[[str], Mail | None], one: str) -> Mail:
    mail = get(one)
    if mail is None:
        raise HTTPException(404, "There is no such mail.")
    return mail


def _page(box: Box, query: str, start: int, limit: int) -> dict[str, Any]:
    start, limit = max(0, start), min(MOST, max(0, limit))
    mails, found = box.find(query, start, limit)
    return {
        "total": len(box),
        "messages_count": found,
        "count": len(mails),
        "start": start,
        "messages": [_summary(mail) | {"Attachments": len(mail.others)} for mail in mails],
    }


def _summary(mail: Mail) -> dict[str, Any]:
    return {
        "ID": mail.id,
        "MessageID": str(mail.message.get("message-id", "")).strip("<>"),
        "From": next(iter(_all(mail, "from")), None),
        "To": _all(mail, "to"),
        "Cc": _all(mail, "cc"),
        "Bcc": [{"Name": "", "Address": address} for address in mail.recipients if address not in _named(mail)],
        "Subject": str(mail.message.get("subject", "")),
        "Created": _instant(mail),
        "Size": len(mail.raw),
        "Snippet": mail.snippet,
    }


def _named(mail: Mail) -> set[str]:
    return {one.address for header in ("to", "cc") for one in mail.addresses(header)}


def _all(mail: Mail, header: str) -> list[dict[str, str]]:
    return [_shown(address) for address in mail.addresses(header)]


def _shown(address: Address) -> dict[str, str]:
    return {"Name": address.name, "Address": address.address}


def _instant(mail: Mail) -> str:
    return mail.received.isoformat().replace("+00:00", "Z")
