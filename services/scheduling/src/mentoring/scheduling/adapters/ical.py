"""A session as an iCalendar file (RFC 5545), to download into any calendar.

METHOD:PUBLISH: the two read the same entry, nobody is asked to answer. RFC 5546, 3.2.1, allows it no ATTENDEE, so the
people stand in CONTACT and in the words. UID and SEQUENCE are made of the session alone, as in the
invitations by mail, so that a calendar which has both knows them for one entry.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText

from mentoring.scheduling.domain.pair import Person
from mentoring.scheduling.domain.session import Session

PRODUCT: Final = "-//Mentoring Suite//Scheduling//EN"


def calendar_of(session: Session, people: Mapping[UUID, Person], program: str | None) -> bytes:
    """The file's bytes, the same at every call while nothing changes. People who are not known stay unnamed."""
    pair = [people[person] for person in session.pair if person in people]
    entry = Event()
    entry.add("uid", f"session-{session.id}@mentoring")
    entry.add("sequence", session.sequence)
    entry.add("dtstamp", session.changed_at)
    entry.add("last-modified", session.changed_at)
    entry.add("dtstart", session.meeting.starts)
    entry.add("dtend", session.meeting.ends)
    entry.add("status", "CANCELLED" if session.state == "cancelled" else "CONFIRMED")
    entry.add("transp", "OPAQUE")
    entry.add("summary", _title(session, pair))
    entry.add("description", _words(session, pair, program))
    entry.add("categories", ["Mentoring"])
    entry.add("organizer", _organizer(session, people))
    for person in pair:
        entry.add("contact", _named(person))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _title(session: Session, pair: Sequence[Person]) -> str:
    what = "Mentoring check-in" if session.kind == "check-in" else "Mentoring session"
    return f"{what}: {' and '.join(person.name for person in pair)}" if pair else what


def _words(session: Session, pair: Sequence[Person], program: str | None) -> str:
    lines = [_named(person) for person in pair]
    if program is not None:
        lines.append(f"Program: {program}")
    lines.append(f"The time was chosen in {session.meeting.zone}.")
    return "\n".join(lines)


def _named(person: Person) -> str:
    return person.name if person.email is None else f"{person.name} <{person.email}>"


def _organizer(session: Session, people: Mapping[UUID, Person]) -> vCalAddress:
    """Who booked it; the mentor for what the suite booked. A person without a mail address is named by a URN."""
    chosen = session.booked_by or session.mentor
    person = people.get(chosen)
    if person is None or person.email is None:
        address = vCalAddress(f"urn:uuid:{chosen}")
    else:
        address = vCalAddress(f"mailto:{person.email}")
    if person is not None:
        address.params["CN"] = vText(person.name)
    return address
