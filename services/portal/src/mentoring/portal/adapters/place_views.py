"""Where a person takes part, and what they could join."""

from datetime import date
from uuid import UUID

from mentoring.portal.adapters.looking import Looking
from mentoring.portal.domain.place import Joinable, Place


class PostgresPlaceViews(Looking):
    """See `mentoring.portal.ports.views.PlaceViews`."""

    async def places_of(self, person: UUID) -> list[Place]:
        """Open programs first."""
        rows = await self._sql.places_of(self._connection, person=person)
        return [
            Place(
                id=row["enrollment"],
                program=row["program"],
                program_name=row["name"],
                kind=row["kind"],
                mode=row["mode"],
                program_state=row["program_state"],
                place=row["place"],
                capacity=row["capacity"],
                state=row["state"],
                top=row["top"],
            )
            for row in rows
        ]

    async def joinable_by(self, person: UUID, today: date) -> list[Joinable]:
        """The newest first."""
        rows = await self._sql.joinable_by(self._connection, person=person, today=today)
        return [
            Joinable(row["program"], row["name"], row["kind"], row["mode"], tuple(row["objectives"])) for row in rows
        ]
