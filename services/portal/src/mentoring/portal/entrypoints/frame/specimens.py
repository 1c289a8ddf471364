"""Made-up values for the components page: every component in all its states."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from mentoring.portal.domain.lane import Lane, Letter, Reader
from mentoring.portal.domain.mentorship import Session
from mentoring.portal.domain.news import Item
from mentoring.portal.domain.offer import Offer, Share
from mentoring.portal.domain.person import Person
from mentoring.portal.domain.progress import Progress
from mentoring.portal.domain.week import monday_of, week_of
from mentoring.portal.entrypoints.frame.matched import matched
from mentoring.portal.entrypoints.web.words import zone_of
from mentoring.portal.ports import Fault, Refusing


def _id(number: int) -> UUID:
    return UUID(int=0x0192_0000_0000_7000_8000_0000_0000_0000 + number)


ANA = Person(_id(1), "Ana Ruiz", "Principal Engineer", "Platform", "America/New_York", "en-US")
BEN = Person(_id(2), "Ben Okafor", "Engineer", "Payments", "Europe/Berlin", "en-GB")
LONG = Person(
    _id(3), "Maximiliane Freifrau von Hohenlohe-Langenburg", "Head of Something Very Long", "Corporate Affairs"
)
GONE = Person(_id(4), "Chi Tran", "Analyst", "Finance", gone=True)
COMING = Person.unseen(_id(5))
SHARES = (Share("skills", 48), Share("interests", 16), Share("stage", 10), Share("zone", 8))


def specimens(now: datetime) -> dict[str, Any]:
    """All of it, around a moment."""
    offer = Offer(
        id=_id(10),
        program=_id(11),
        program_name="Spring 2027",
        mentor=ANA,
        mentee=BEN,
        state="open",
        open_until=now + timedelta(days=4, hours=3),
        points=82,
        shares=SHARES,
    )
    session = Session(
        id=_id(20),
        mentorship=_id(21),
        mentor=ANA,
        mentee=BEN,
        kind="check-in",
        state="booked",
        starts=now + timedelta(days=1),
        ends=now + timedelta(days=1, minutes=45),
        zone="Europe/Berlin",
    )
    item = Item(_id(30), "proposal-to-answer", _id(10), now - timedelta(minutes=4), read=False, other=ANA)
    letter = Letter(
        id=str(_id(40)),
        consumer="matching.people-events",
        reason="schema",
        detail="placing.job_level: Input should be a valid integer (1 faults)",
        event_type="mentoring.profile.person-moved.v1",
        key=str(_id(2)),
        position="profile.people 7:10482",
        since="12 minutes ago",
        waiting=3,
    )
    reader = Reader("matching.people", 12, 0.4, "1.9 ms")
    berlin = zone_of("Europe/Berlin")
    monday = monday_of(now.astimezone(berlin).date()) + timedelta(days=7)
    start = datetime.combine(monday, datetime.min.time(), berlin)
    times = [
        (begin, begin + timedelta(minutes=45))
        for day, hours in enumerate(((14, 15, 16, 17), (15, 16), (), (14.5, 17.5), (16,)))
        for begin in [start + timedelta(days=day, hours=hour) for hour in hours]
    ]
    return {
        "people": [BEN, ANA, LONG, GONE, COMING],
        "hues": range(12),
        "offer": offer,
        "session": session,
        "items": [item, replace(item, id=_id(31), category="session-moved", starts=session.starts, read=True)],
        "progress": Progress(200, 188, 141, 96),
        "week": week_of(monday, times, berlin, zone_of("America/New_York"), now, (now + timedelta(days=60)).date()),
        "other": ANA,
        "lanes": [
            Lane("profile", outbox_rows=0, outbox_age=0.0, handler="2.1 ms", consumers=(reader,)),
            Lane("matching", outbox_rows=1240, outbox_age=42.0, consumers=(reader,), letters=(letter,), dead=1),
            Lane("scheduling", down=True),
        ],
        "matched": matched(ANA, BEN),
        "trouble": Refusing(
            status=422,
            code="invalid",
            detail="Something in the form is not right.",
            faults=(Fault("body.headline", "It is too long.", "Use at most 200 characters."),),
        ),
    }
