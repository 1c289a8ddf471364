"""What a person sees of proposals, mentorships, sessions, check-ins and the inbox."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from mentoring.portal.adapters.looking import Looking
from mentoring.portal.domain.introduction import Introduction
from mentoring.portal.domain.mentorship import CheckIn, Mentorship, Session
from mentoring.portal.domain.news import Item
from mentoring.portal.domain.offer import Offer, Share
from mentoring.portal.domain.person import Person

T = TypeVar("T")
Row = Mapping[str, Any]
DEFAULT_MINUTES = 45


class PostgresPairViews(Looking):
    """See `mentoring.portal.ports.views.PairViews`."""

    async def offers_of(self, person: UUID) -> list[Offer]:
        """The most urgent first."""
        return await self._named(await self._sql.offers_of(self._connection, person=person), _offer)

    async def offer(self, proposal: UUID) -> Offer | None:
        """With the mentorship that it became."""
        row = await self._sql.offer(self._connection, proposal=proposal)
        return _first(await self._named([row] if row else [], _offer))

    async def mentorships_of(self, person: UUID, now: datetime) -> list[Mentorship]:
        """Running ones first."""
        return await self._named(await self._sql.mentorships_of(self._connection, person=person, now=now), _mentorship)

    async def mentorship(self, mentorship: UUID, now: datetime) -> Mentorship | None:
        """With its next session."""
        rows = await self._sql.mentorships(self._connection, ids=[mentorship], now=now)
        return _first(await self._named(rows, _mentorship))

    async def introductions_of(self, person: UUID) -> list[Introduction]:
        """The newest first."""
        return await self._introduced(await self._sql.introductions_of(self._connection, person=person))

    async def introduction(self, introduction: UUID) -> Introduction | None:
        """One introduction."""
        return _first(await self._introduced(await self._sql.introductions(self._connection, ids=[introduction])))

    async def sessions_of(self, person: UUID, since: datetime) -> list[Session]:
        """The next first."""
        return await self._named(await self._sql.sessions_of(self._connection, person=person, since=since), _session)

    async def sessions_in(self, mentorship: UUID) -> list[Session]:
        """By time."""
        return await self._named(await self._sql.sessions_in(self._connection, mentorship=mentorship), _session)

    async def session(self, session: UUID) -> Session | None:
        """One session."""
        return _first(await self._named(await self._sql.sessions(self._connection, ids=[session]), _session))

    async def check_ins_of(self, person: UUID) -> list[CheckIn]:
        """By due date."""
        rows = await self._sql.check_ins_of(self._connection, person=person)
        return await self._check_ins(rows, lambda row: row["mentee"] if row["mentor"] == person else row["mentor"])

    async def check_ins_in(self, mentorship: UUID) -> list[CheckIn]:
        """By number."""
        rows = await self._sql.check_ins_in(self._connection, mentorship=mentorship)
        return await self._check_ins(rows, lambda row: row["mentee"] or mentorship)

    async def inbox(self, person: UUID, before: datetime | None = None, limit: int = 50) -> list[Item]:
        """Each item with what it is about, as far as that has arrived."""
        rows = await self._sql.inbox_of(self._connection, person=person, before=before, limit=limit)
        if not rows:
            return []
        subjects, at = [row["subject"] for row in rows], rows[0]["added_at"]
        offers = await self._sql.offers(self._connection, ids=subjects)
        pairs = await self._sql.mentorships(self._connection, ids=subjects, now=at)
        meetings = await self._sql.sessions(self._connection, ids=subjects)
        about: dict[UUID, Offer | Mentorship | Session] = {one.id: one for one in await self._named(offers, _offer)}
        about |= {one.id: one for one in await self._named(pairs, _mentorship)}
        about |= {one.id: one for one in await self._named(meetings, _session)}
        return [_item(row, about.get(row["subject"]), person) for row in rows]

    async def _named(
        self, rows: Sequence[Row], make: Callable[[Row, Mapping[UUID, Person], Mapping[UUID, str]], T]
    ) -> list[T]:
        people = await self.people(row[side] for row in rows for side in ("mentor", "mentee"))
        names = await self._program_names(row["program"] for row in rows if "program" in row)
        return [make(row, people, names) for row in rows]

    async def _introduced(self, rows: Sequence[Row]) -> list[Introduction]:
        people = await self.people(row[one] for row in rows for one in ("by", "introduced", "to"))
        return [
            Introduction(
                id=row["introduction"],
                mentorship=row["mentorship"],
                by=people[row["by"]],
                introduced=people[row["introduced"]],
                third=people[row["to"]],
                state=row["state"],
                open_until=row["open_until"],
                agreed_by=frozenset(row["agreed_by"]),
                outcome=row["outcome"],
            )
            for row in rows
        ]

    async def _check_ins(self, rows: Sequence[Row], other: Callable[[Row], UUID]) -> list[CheckIn]:
        people = await self.people(other(row) for row in rows)
        return [
            CheckIn(row["mentorship"], row["number"], row["due_on"], row["state"], people[other(row)], row["session"])
            for row in rows
        ]


def _offer(row: Row, people: Mapping[UUID, Person], names: Mapping[UUID, str]) -> Offer:
    return Offer(
        id=row["proposal"],
        program=row["program"],
        program_name=names[row["program"]],
        mentor=people[row["mentor"]],
        mentee=people[row["mentee"]],
        state=row["state"],
        open_until=row["open_until"],
        points=row["points"],
        shares=tuple(Share(reason["code"], reason["points"]) for reason in row["reasons"]),
        accepted_by=frozenset(row["accepted_by"]),
        declined_by=row["declined_by"],
        reason=row["reason"],
        mentorship=row["mentorship"],
        origin=row["origin"],
        asked_by=row["asked_by"],
        answers=row["answers"],
        peers=row["peers"],
        group=row["group"],
    )


def _mentorship(row: Row, people: Mapping[UUID, Person], names: Mapping[UUID, str]) -> Mentorship:
    return Mentorship(
        id=row["mentorship"],
        program=row["program"],
        program_name=names[row["program"]],
        mentor=people[row["mentor"]],
        mentee=people[row["mentee"]],
        state=row["state"],
        started_at=row["started_at"],
        ends_on=row["ends_on"],
        minutes=row["minutes"] or DEFAULT_MINUTES,
        reason=row["reason"],
        next_session=row["next_session"],
        peers=row["peers"],
        group=row["group"],
        phase=row["phase"],
        paused_until=row["paused_until"],
        paused_because=row["paused_because"],
        flags=tuple(row["flags"]),
        health=row["health"],
        health_reasons=tuple((one["code"], one["value"]) for one in row["health_reasons"]),
        goals_agreed=(row["agreement"] or {}).get("goals", 0),
        confirmed_by=frozenset(UUID(one) for one in (row["agreement"] or {}).get("confirmed_by", ())),
        rematch_for=frozenset(row["rematch_for"]),
    )


def _session(row: Row, people: Mapping[UUID, Person], _names: Mapping[UUID, str]) -> Session:
    return Session(
        id=row["session"],
        mentorship=row["mentorship"],
        mentor=people[row["mentor"]],
        mentee=people[row["mentee"]],
        kind=row["kind"],
        state=row["state"],
        starts=row["starts"],
        ends=row["ends"],
        zone=row["zone"],
        reason=row["reason"],
    )


def _item(row: Row, about: Offer | Mentorship | Session | None, reader: UUID) -> Item:
    return Item(
        id=row["item"],
        category=row["category"],
        subject=row["subject"],
        added_at=row["added_at"],
        read=row["read_at"] is not None,
        other=about.other(reader) if about else None,
        program_name="" if about is None or isinstance(about, Session) else about.program_name,
        starts=about.starts if isinstance(about, Session) else None,
    )


def _first(found: Iterable[T]) -> T | None:
    return next(iter(found), None)
