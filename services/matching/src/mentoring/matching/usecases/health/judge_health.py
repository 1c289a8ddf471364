"""How the pairs are doing is judged: when something is told of them, and every day, because silence tells nothing."""

from dataclasses import replace
from uuid import UUID

from mentoring.contracts.matching import MentorshipHealthChanged
from mentoring.matching.domain.health import Behaviour, Verdict, judge
from mentoring.matching.domain.meetings import NEXT_LOOK, Seen
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.mentorships.telling import pair_of, save_and_tell

AT_ONCE = 200


async def judge_health(work: Work) -> int:
    """A few hundred pairs at once, by one look at all they did. A pair that is paused is well: nothing is asked of it.

    That it changed is told when the level or one of its reasons does; its numbers grow by the day and are told with
    the state alone. Answers how many were due.
    """
    due = await work.behaviours.due(work.now(), AT_ONCE)
    held = await work.mentorships.hold_all(due)
    await work.behaviours.hold(due)
    running = [one for one in held if one.running]
    seen = await work.behaviours.seen([one.id for one in running if one.state == "active"], work.now())
    before = {one.id: one.verdict for one in running}
    judged = [one.judged(_verdict(one, seen, work)) for one in running]
    changed = [one for one in judged if one.verdict != before[one.id]]

    def told(one: Mentorship) -> MentorshipHealthChanged | None:
        was, now = before[one.id], one.verdict
        if now is None or _gist(was) == _gist(now):
            return None
        return MentorshipHealthChanged(
            **pair_of(one),
            before=None if was is None else was.level,
            health=now.level,
            reasons=snapshots.health_reasons(now),
        )

    await save_and_tell(changed, told, work)
    ids = {one.id for one in running}
    await work.behaviours.judged(ids, set(due) - ids, work.now() + NEXT_LOOK)
    return len(due)


def _verdict(mentorship: Mentorship, seen: dict[UUID, Seen], work: Work) -> Verdict:
    """As of now; at the same level it is as old as it was."""
    was = mentorship.verdict
    now = Verdict("good", (), work.now())
    if mentorship.state == "active":
        now = judge(_behaviour(mentorship, seen.get(mentorship.id, Seen())), work.now())
    return replace(now, since=was.since) if was is not None and was.level == now.level else now


def _behaviour(mentorship: Mentorship, seen: Seen) -> Behaviour:
    return Behaviour(
        since=max(filter(None, (mentorship.started_at, mentorship.resumed_at))),
        rhythm=None if mentorship.cadence is None else mentorship.cadence.days,
        last_met=seen.last_met,
        met_before=seen.met_before,
        ahead=seen.ahead,
        missed=seen.missed,
        overdue=seen.overdue,
        asked_at=min((flag.at for flag in mentorship.flags if flag.open), default=None),
    )


def _gist(verdict: Verdict | None) -> object:
    return None if verdict is None else (verdict.level, [finding.code for finding in verdict.findings])
