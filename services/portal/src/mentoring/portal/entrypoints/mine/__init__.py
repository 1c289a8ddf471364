"""The pages of a person: what needs me, and everything behind it."""

from mentoring.portal.entrypoints.mine.asking import asking
from mentoring.portal.entrypoints.mine.booking import booking
from mentoring.portal.entrypoints.mine.finding import finding
from mentoring.portal.entrypoints.mine.home import home
from mentoring.portal.entrypoints.mine.hours import hours
from mentoring.portal.entrypoints.mine.inbox import inbox
from mentoring.portal.entrypoints.mine.introductions import introductions
from mentoring.portal.entrypoints.mine.lifecycle import lifecycle
from mentoring.portal.entrypoints.mine.mentorships import mentorships
from mentoring.portal.entrypoints.mine.places import places
from mentoring.portal.entrypoints.mine.profile import profile
from mentoring.portal.entrypoints.mine.proposals import proposals
from mentoring.portal.entrypoints.mine.sessions import sessions

MINE = (
    home,
    finding,
    asking,
    places,
    proposals,
    mentorships,
    lifecycle,
    introductions,
    booking,
    sessions,
    inbox,
    profile,
    hours,
)
