"""Words for the codes of the contracts. A code that this portal does not know yet is shown as «Other»."""

from collections.abc import Mapping
from typing import Final


def N_(text: str) -> str:  # noqa: N802 - the customary mark for texts that are translated later
    """Mark a text for the catalogues."""
    return text


OTHER: Final = N_("Other")

VOCABULARY: Final[Mapping[str, Mapping[str, str]]] = {
    "place": {"mentor": N_("Mentor"), "mentee": N_("Mentee"), "peer": N_("Peer")},
    "criterion": {
        "skills": N_("Skills"),
        "goals": N_("Goals"),
        "transitions": N_("Career changes"),
        "interests": N_("Interests"),
        "stage": N_("Career stage"),
        "function": N_("Function"),
        "location": N_("Location"),
        "zone": N_("Time zone"),
        "style": N_("Way of working"),
    },
    "criterion-why": {
        "skills": N_("what the mentee wants to learn, and what the mentor offers"),
        "goals": N_("topics that the mentee works towards, and the mentor knows"),
        "transitions": N_("changes that the mentee seeks, and the mentor has lived through"),
        "interests": N_("what both like"),
        "stage": N_("how far the mentor is ahead in the career"),
        "function": N_("whether both do the same kind of work"),
        "location": N_("whether both can meet at one place"),
        "zone": N_("how near the time zones of both are"),
        "style": N_("how both like to work together"),
    },
    "offer": {
        "open": N_("Open"),
        "agreed": N_("Agreed"),
        "declined": N_("Declined"),
        "expired": N_("Expired"),
        "withdrawn": N_("Withdrawn"),
    },
    "refusal": {
        "no-time": N_("I have no time at the moment"),
        "no-fit": N_("It is not the right match for me"),
        "conflict": N_("There is a conflict of interest"),
        "other": N_("Another reason"),
    },
    "mentorship": {
        "active": N_("Active"),
        "paused": N_("Paused"),
        "completed": N_("Completed"),
        "ended": N_("Ended"),
    },
    "ending": {
        "agreed": N_("We agreed to end it"),
        "no-fit": N_("It did not fit"),
        "other": N_("Another reason"),
        "left": N_("One of the two left the company"),
    },
    "session": {
        "booked": N_("Booked"),
        "cancelled": N_("Cancelled"),
        "held": N_("Held"),
        "missed": N_("Missed"),
    },
    "meeting": {"session": N_("Session"), "check-in": N_("Check-in")},
    "cancellation": {
        "clash": N_("Something else came up"),
        "unwell": N_("I am unwell"),
        "not-needed": N_("It is not needed any more"),
        "other": N_("Another reason"),
        "left": N_("One of the two left the company"),
        "ended": N_("The mentorship ended"),
    },
    "check-in": {
        "planned": N_("Planned"),
        "booked": N_("Booked"),
        "unbooked": N_("Needs a time"),
        "cancelled": N_("Cancelled"),
        "done": N_("Done"),
    },
    "program": {"drafted": N_("Draft"), "open": N_("Open"), "closed": N_("Closed")},
    "kind": {
        "formal": N_("Formal"),
        "informal": N_("Informal"),
        "peer": N_("Peer"),
        "reverse": N_("Reverse"),
        "group": N_("Group"),
        "flash": N_("Flash"),
    },
    "run": {
        "started": N_("At work"),
        "drafted": N_("Draft to review"),
        "published": N_("Published"),
        "failed": N_("Failed"),
        "cancelled": N_("Cancelled"),
    },
    "import": {
        "reading": N_("Being read"),
        "applying": N_("Being applied"),
        "started": N_("Being applied"),
        "finished": N_("Finished"),
        "refused": N_("Refused"),
    },
    "count": {
        "joined": N_("Joined"),
        "changed": N_("Changed"),
        "rehired": N_("Rehired"),
        "left": N_("Left"),
        "unchanged": N_("Unchanged"),
        "rejected": N_("Rows rejected"),
        "warned": N_("Warnings"),
    },
    "step": {
        "enrolled": N_("Enrolled"),
        "proposed": N_("Got a proposal"),
        "accepted": N_("In a mentorship"),
        "met": N_("Session booked or held"),
    },
    "level": {
        "1": N_("Beginner"),
        "2": N_("Basic"),
        "3": N_("Solid"),
        "4": N_("Advanced"),
        "5": N_("Expert"),
    },
    "transition": {
        "job-switch": N_("Changing the employer"),
        "promotion": N_("A promotion"),
        "industry-change": N_("Changing the industry"),
        "role-change": N_("Changing what I do"),
        "into-leadership": N_("Becoming a leader"),
        "founding": N_("Founding something"),
    },
    "style": {
        "structured": N_("With a plan"),
        "free": N_("Freely, as things come"),
        "direct": N_("Direct words"),
        "supportive": N_("Encouraging"),
        "hands-on": N_("Working on the thing itself"),
        "reflective": N_("Asking and thinking"),
    },
    "meeting-place": {
        "either": N_("Either way"),
        "remote": N_("Remotely"),
        "in-person": N_("In person"),
    },
    "service": {
        "profile": N_("Profile"),
        "matching": N_("Matching"),
        "scheduling": N_("Scheduling"),
        "notification": N_("Notification"),
        "portal": N_("Portal"),
    },
    "notice": {
        "accepted": N_("You accepted. Thank you."),
        "declined": N_("You declined. The other side is told."),
        "booked": N_("The session is booked. Both calendars are held."),
        "moved": N_("The session is moved. The other side is told."),
        "cancelled": N_("The session is cancelled. The other side is told."),
        "ended": N_("The mentorship is ended."),
        "read": N_("Marked as read."),
        "saved": N_("Saved."),
        "created": N_("The program is drafted. Open it when people can be enrolled."),
        "opened": N_("The program is open."),
        "enrolled": N_("The enrollment was taken in."),
        "run-started": N_("The match run has started."),
        "published": N_("The draft is published: everybody in it has a proposal now."),
        "imported": N_("The file was taken in."),
        "replayed": N_("The message was replayed."),
        "discarded": N_("The message was discarded."),
    },
    "problem": {
        "proposal-closed": N_("This proposal is closed already."),
        "proposal-expired": N_("The time to answer this proposal is over."),
        "already-answered": N_("You have accepted this already; the other side's answer is awaited."),
        "not-of-the-pair": N_("Only the two people of the pair may do this."),
        "owner-away": N_("The service behind this does not answer at the moment. Please try again in a minute."),
        "stale": N_("This was changed meanwhile. What you typed is still here; please look at it and save again."),
        "import-running": N_("Another import is running. Wait until it has finished, then send this again."),
        "role-missing": N_("This page is for people with another role."),
        "page-missing": N_("There is nothing here, or not yet."),
        "not-yours": N_("This belongs to other people."),
        "form-stale": N_("This form is from an earlier sign-in. Please send it again."),
        "too-large": N_("This is larger than we take."),
    },
}


def word_of(kind: str, code: str) -> str:
    """The English words for a code of a kind."""
    return VOCABULARY[kind].get(code, OTHER)
