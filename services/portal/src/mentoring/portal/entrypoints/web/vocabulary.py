"""Words for the codes of the contracts. A code that this portal does not know yet is shown as «Other»."""

from collections.abc import Mapping
from typing import Final

from mentoring.portal.entrypoints.web.later import N_
from mentoring.portal.entrypoints.web.notices import NOTICES

__all__ = ["N_", "OTHER", "VOCABULARY", "word_of"]

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
    "origin": {
        "run": N_("From a match run"),
        "request": N_("From a request"),
        "waterfall": N_("The next best, after somebody else could not"),
        "rematch": N_("A new match, after an earlier mentorship ended"),
        "suggestion": N_("A suggestion"),
        "roulette": N_("Drawn by lot"),
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
        "no-time": N_("One of us has no time for it"),
        "moved": N_("One of us moved within the company"),
    },
    "pause": {
        "workload": N_("Too much work at the moment"),
        "absence": N_("One of us is away"),
        "on-leave": N_("One of us is on leave"),
        "other": N_("Another reason"),
    },
    "health": {"good": N_("Going well"), "watch": N_("Needs a look"), "at-risk": N_("At risk")},
    "flag": {
        "reporting-line": N_("One of you is in the other's reporting line now"),
        "stage-gap": N_("Your career stages have moved"),
        "location": N_("You are no longer at one place"),
        "department": N_("Your departments have changed"),
    },
    "phase-state": {"behind": N_("done"), "now": N_("now"), "ahead": N_("later")},
    "satisfaction": {
        "5": N_("Very satisfied"),
        "4": N_("Satisfied"),
        "3": N_("Neither"),
        "2": N_("Not satisfied"),
        "1": N_("Not satisfied at all"),
    },
    "introduction": {
        "asked": N_("Asked"),
        "made": N_("Made"),
        "declined": N_("Declined"),
        "expired": N_("Expired"),
        "withdrawn": N_("Withdrawn"),
    },
    "introduction-outcome": {
        "met": N_("We met"),
        "helped": N_("We met, and it helped"),
        "nothing-came": N_("Nothing came of it"),
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
    "kind-why": {
        "formal": N_("Pairs for a stated time, with objectives and a rhythm of check-ins."),
        "informal": N_("Pairs that find each other and meet as they like."),
        "peer": N_("People of about the same stage help one another, in pairs or circles."),
        "reverse": N_("Juniors teach seniors what they know better."),
        "group": N_("One mentor for several people at once."),
        "flash": N_("One or two short talks about one question."),
    },
    "stage": {
        "early": N_("Early in the career"),
        "mid": N_("In mid-career"),
        "senior": N_("Senior"),
        "lead": N_("Lead"),
        "executive": N_("Executive"),
    },
    "answers": {
        "both": N_("Of both"),
        "mentor": N_("Of the mentor alone"),
        "mentee": N_("Of the mentee alone"),
    },
    "check-ins": {
        "asked": N_("is asked for: check-ins are planned"),
        "free": N_("is a suggestion: pairs meet as they like"),
    },
    "rule-location": {
        "any": N_("Anywhere"),
        "same-site": N_("At the same site"),
        "same-site-or-remote": N_("At the same site, or both meet remotely"),
    },
    "rule-department": {
        "any": N_("It does not matter"),
        "same": N_("The same department"),
        "different": N_("Different departments"),
    },
    "rule-partners": {
        "any": N_("Anybody"),
        "program": N_("Not those who were a pair in this program"),
        "never": N_("Not those who ever were a pair"),
    },
    "run-mode": {
        "optimum": N_("The highest total of points, and the proof of it"),
        "fair": N_("Fair: the worst-off as well off as can be"),
        "stable": N_("Stable: no two would rather have each other"),
        "preview": N_("Quick: nearly the best, in a moment"),
        "roulette": N_("By lot, and nobody twice"),
    },
    "phase": {
        "waiting": N_("It waits for its turn"),
        "gathering": N_("Gathering the people"),
        "listing": N_("Looking for whom suits whom"),
        "solving": N_("Looking for the best assignment"),
        "proving": N_("Proving that there is no better one"),
        "auditing": N_("Judging each pair a second time"),
        "keeping": N_("Keeping the draft"),
        "publishing": N_("Telling people"),
    },
    "edit": {
        "pin": N_("Pin"),
        "unpin": N_("Unpin"),
        "exclude": N_("Keep apart"),
        "unexclude": N_("Allow again"),
        "swap": N_("Swap"),
        "refresh": N_("Brought up to date"),
    },
    "edit-asks": {
        "pin": N_("Fix this pair?"),
        "unpin": N_("No longer fix this pair?"),
        "exclude": N_("Keep these two apart?"),
        "unexclude": N_("Allow this pair again?"),
        "swap": N_("Give somebody else?"),
    },
    "kept": {
        "exclusions": N_("Never brought together"),
        "required-pairs": N_("In every draft"),
    },
    "not-compared": {
        "too-early": N_("It is too early to compare anybody."),
        "too-few": N_("There are too few people to compare."),
    },
    "group-by": {"site": N_("By site"), "department": N_("By department"), "stage": N_("By career stage")},
    "mode": {
        "cohort": N_("Those who run it bring people together"),
        "self-service": N_("People ask one another"),
        "suggested": N_("The best for each are suggested"),
        "roulette": N_("By lot, and never the same twice"),
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
    **NOTICES,
}


def word_of(kind: str, code: str) -> str:
    """The English words for a code of a kind."""
    return VOCABULARY[kind].get(code, OTHER)
