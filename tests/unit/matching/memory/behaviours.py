"""What the pairs do, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from mentoring.matching.domain.health import MISSES_LOOKED_AT
from mentoring.matching.domain.meetings import AskedCheckIn, Meeting, Seen
from mentoring.matching.domain.mentorship import Mentorship
from tests.unit.matching.memory.store import Memory


class MemoryBehaviours:
    """See `ports.bonds.Behaviours`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def keep_meetings(self, meetings: Sequence[Meeting]) -> None:
        self._memory.meetings.update({one.session: one for one in meetings})

    async def forget_meetings(self, sessions: Collection[UUID]) -> None:
        for session in sessions:
            self._memory.meetings.pop(session, None)

    async def keep_check_ins(self, asked: Mapping[UUID, Sequence[AskedCheckIn]]) -> None:
        self._memory.check_ins.update({mentorship: list(each) for mentorship, each in asked.items()})

    async def forget_check_ins(self, mentorships: Collection[UUID]) -> None:
        for mentorship in mentorships:
            self._memory.check_ins.pop(mentorship, None)

    async def judge_at(self, mentorships: Collection[UUID], at: datetime) -> None:
        for one in mentorships:
            self._memory.judgements[one] = min(at, self._memory.judgements.get(one, at))

    async def due(self, at: datetime, most: int) -> Sequence[UUID]:
        due = [(due_at, one) for one, due_at in self._memory.judgements.items() if due_at <= at]
        return [one for _, one in sorted(due)][:most]

    async def hold(self, mentorships: Collection[UUID]) -> None:
        pass

    async def judged(self, running: Collection[UUID], over: Collection[UUID], again_at: datetime) -> None:
        for one in over:
            self._memory.judgements.pop(one, None)
        self._memory.judgements.update({one: again_at for one in running if one in self._memory.judgements})

    async def seen(self, mentorships: Collection[UUID], at: datetime) -> dict[UUID, Seen]:
        return {one: self._seen(self._memory.mentorships[one], at) for one in mentorships}

    def _seen(self, one: Mentorship, at: datetime) -> Seen:
        since = one.resumed_at or one.started_at
        theirs = [each for each in self._memory.meetings.values() if each.mentorship == one.id]
        met = sorted(
            (each.starts for each in theirs if each.state == "held" or (each.state == "booked" and each.ends <= at)),
            reverse=True,
        )
        missed_since = max(since, at - timedelta(days=MISSES_LOOKED_AT))
        return Seen(
            last_met=met[0] if met else None,
            met_before=met[1] if len(met) > 1 else None,
            ahead=any(each.state == "booked" and each.ends > at for each in theirs),
            missed=sum(each.state == "missed" and each.starts > missed_since for each in theirs),
            overdue=sum(
                each.state in {"planned", "unbooked", "overdue"} and since.date() < each.due_on < at.date()
                for each in self._memory.check_ins.get(one.id, [])
            ),
        )

    async def at_risk(self, program: UUID, after: tuple[int, UUID] | None, most: int) -> Sequence[Mentorship]:
        active = [one for one in self._memory.mentorships.values() if (one.program, one.state) == (program, "active")]
        risky = sorted((-one.verdict.risk, one.id, one) for one in active if one.verdict and one.verdict.risk)
        return [one for risk, last, one in risky if after is None or (risk, last) > (-after[0], after[1])][:most]

    async def health(self, program: UUID) -> dict[str, int]:
        running = [one for one in self._memory.mentorships.values() if one.program == program and one.running]
        levels = (one.verdict.level if one.verdict else "unjudged" for one in running if one.state == "active")
        paused = sum(one.state == "paused" for one in running)
        return dict(Counter(levels)) | ({"paused": paused} if paused else {})
