"""Whoever has not answered is reminded, by asking notification for it."""

from typing import Final

from mentoring.contracts.notification import NotificationRequested
from mentoring.matching.ports import Work

AT_ONCE: Final = 200


async def nudge_silent(work: Work) -> int:
    """At half the time of a proposal and a day before its end whoever is silent is to be reminded; nobody who is away.

    Notification looks again before it says anything. Answers how many proposals were due.
    """
    due = await work.proposals.hold_to_nudge(work.now(), AT_ONCE)
    people = await work.people.of({person for one in due for person in one.silent})
    for one in due:
        for person in one.silent if work.now() < one.open_until else ():
            if person in people and people[person].away(work.now()) is None:
                work.announce(
                    NotificationRequested(
                        person=person,
                        category="proposal-to-answer",
                        subject=one.id,
                        facts={"reminder": 1},
                        expires=one.open_until,
                    )
                )
    await work.proposals.save([one.nudged(work.now()) for one in due])
    return len(due)
