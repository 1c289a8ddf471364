"""The read model's writing side in PostgreSQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from mentoring.contracts import State
from mentoring.contracts.matching import (
    EnrollmentState,
    IntroductionState,
    MentorshipState,
    MentorState,
    ProgramState,
    ProposalState,
    RunState,
)
from mentoring.contracts.notification import InboxItemState
from mentoring.contracts.profile import ParticipantState, PersonState
from mentoring.contracts.scheduling import AvailabilityState, CheckInsState, SessionState
from mentoring.portal.domain.notice import Notice
from mentoring.portal.ports import ImportNews
from mentoring.postgres import Connection, queries

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Where states of one kind are kept, and how their JSON becomes a row: nested parts are laid flat."""

    name: str
    flat: Callable[[Row], Row] = dict


def _program(body: Row) -> Row:
    return {**body, **body["timeline"], **body["cadence"]}


def _mentorship(body: Row) -> Row:
    return body | {"minutes": (body["cadence"] or {}).get("minutes")}


def _session(body: Row) -> Row:
    return {**body, **body["meeting"]}


TABLES: Final[Mapping[type[State], Table]] = {
    PersonState: Table("people"),
    ParticipantState: Table("participants"),
    AvailabilityState: Table("availability"),
    ProgramState: Table("programs", _program),
    EnrollmentState: Table("enrollments"),
    RunState: Table("runs"),
    ProposalState: Table("proposals"),
    MentorState: Table("mentors"),
    MentorshipState: Table("mentorships", _mentorship),
    IntroductionState: Table("introductions"),
    SessionState: Table("sessions", _session),
    CheckInsState: Table("check_ins"),
    InboxItemState: Table("inbox_items"),
}


class PostgresModel:
    """Kept as tables whose columns have the names of the states' fields."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sql = queries(__package__, "model.sql")

    async def keep(self, states: Sequence[State]) -> None:
        """Out with the old, in with the new: two statements, whatever the number."""
        if not states:
            return
        table = TABLES[type(states[0])]
        await self.forget(type(states[0]), [UUID(state.message_key) for state in states])
        rows = [table.flat(state.model_dump(mode="json")) for state in states]
        await getattr(self._sql, f"keep_{table.name}")(self._connection, rows=rows)

    async def forget(self, kind: type[State], keys: Sequence[UUID]) -> None:
        """One statement."""
        await getattr(self._sql, f"forget_{TABLES[kind].name}")(self._connection, keys=list(keys))

    async def keep_import(self, news: ImportNews) -> None:
        """Later events add to earlier ones."""
        await self._sql.keep_import(
            self._connection,
            import_id=news.import_id,
            version=news.version,
            state=news.state,
            told_at=news.told_at,
            rows=news.rows,
            rejected=news.rejected,
            counts=news.counts.model_dump() if news.counts else None,
            reason=news.reason,
        )

    async def pairs_of(self, people: Sequence[UUID]) -> set[UUID]:
        """Both of each pair."""
        return _both(await self._sql.pairs_of(self._connection, people=list(people)))

    async def pairs_in(self, mentorships: Sequence[UUID]) -> set[UUID]:
        """Both of each pair."""
        return _both(await self._sql.pairs_in(self._connection, mentorships=list(mentorships)))

    async def tell(self, notices: Iterable[Notice], at: datetime) -> None:
        """One statement; nothing where nobody is concerned."""
        told = sorted(set(notices))
        if told:
            await self._sql.tell(
                self._connection,
                audiences=[notice.audience for notice in told],
                parts=[notice.part for notice in told],
                at=at,
            )

    async def forget_changes(self, before: datetime) -> int:
        """How many there were."""
        return int(await self._sql.forget_changes(self._connection, before=before))


def _both(rows: Iterable[Mapping[str, UUID]]) -> set[UUID]:
    return {row[side] for row in rows for side in ("mentor", "mentee")}
