"""The calendar part of a mail about a session: iTIP (RFC 5546), one event in UTC.

The organizer is the suite's own address, so that no calendar sends replies to a colleague; UID is stable, SEQUENCE is
the session's, and both go up the same way for every message about it.
"""

from icalendar import Calendar, Event, vCalAddress, vText

from mentoring.notification.adapters.words import Words, times
from mentoring.notification.ports import Letter

METHODS = {"session-booked": "REQUEST", "session-moved": "REQUEST", "session-cancelled": "CANCEL"}


def calendar_part(letter: Letter, words: Words, sender: str, link: str) -> tuple[str, str]:
    """The text of the calendar object and its METHOD."""
    method = METHODS[letter.delivery.category]
    starts, ends = times(letter)
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Mentoring suite//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event.add("uid", f"session-{letter.delivery.subject}@mentoring")
    event.add("sequence", int(letter.delivery.facts["sequence"]))
    event.add("dtstamp", letter.delivery.made_at)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", words.title)
    event.add("url", link)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{sender}")
    event["organizer"] = organizer
    for person in (letter.to, letter.other):
        if person.email:
            attendee = vCalAddress(f"mailto:{person.email}")
            attendee.params["CN"] = vText(person.name)
            attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
            attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
            attendee.params["RSVP"] = vText("FALSE")
            event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return calendar.to_ical().decode(), method
