"""What every page reads: who is signed in, what has arrived, what live pages are told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from mentoring.contracts import CONSUMERS
from mentoring.portal.adapters.looking import Looking
from mentoring.portal.adapters.sign_ins import hashed
from mentoring.portal.domain.changed import Changed
from mentoring.portal.domain.notice import Notice
from mentoring.portal.ports import SignIn

FOLLOWED: Final = {
    consumer.topic.removesuffix(".state"): consumer.name
    for consumer in CONSUMERS.values()
    if consumer.service == "portal"
}
"""The consumer that brings each aggregate into the model."""


class PostgresSiteViews(Looking):
    """See `mentoring.portal.ports.views.SiteViews`."""

    async def sign_in(self, secret: str, now: datetime) -> SignIn | None:
        """The browser and its person in one row."""
        by_email = self._person_field == "email"
        query = self._site.sign_in_by_email if by_email else self._site.sign_in_by_employee_id
        row = await query(self._connection, id_hash=hashed(secret), now=now)
        if row is None:
            return None
        return SignIn(
            subject=row["subject"],
            roles=frozenset(row["roles"]),
            person=row["person"],
            access_token=row["access_token"],
            refresh_token=row["refresh_token"],
            id_token=row["id_token"],
            fresh_until=row["fresh_until"],
            name=row["name"] or "",
            zone=row["zone"] or "UTC",
            locale=row["locale"] or "en",
            unread=row["unread"],
            manages=row["manages"],
        )

    async def lacking(self, changes: Sequence[Changed]) -> frozenset[str]:
        """What no consumer of ours follows is never waited for."""
        followed = [change for change in changes if change.topic in FOLLOWED]
        if not followed:
            return frozenset()
        rows = await self._site.lacking(
            self._connection,
            consumers=[FOLLOWED[change.topic] for change in followed],
            keys=[change.key for change in followed],
            versions=[change.version for change in followed],
        )
        return frozenset(row["key"] for row in rows)

    async def latest_change(self) -> int:
        """0 where nobody was told anything."""
        return int(await self._site.latest_change(self._connection))

    async def oldest_change(self) -> int:
        """0 where nothing is kept."""
        return int(await self._site.oldest_change(self._connection))

    async def notices_after(self, position: int, limit: int = 500) -> list[tuple[int, Notice]]:
        """In the order in which they became visible."""
        rows = await self._site.notices_after(self._connection, position=position, limit=limit)
        return [(row["id"], Notice(row["audience"], row["part"])) for row in rows]
