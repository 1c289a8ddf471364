"""The HTTP doors of matching."""

from typing import Final

from mentoring.matching.entrypoints.http.bookmarks import bookmarks
from mentoring.matching.entrypoints.http.enrollments import enrollments
from mentoring.matching.entrypoints.http.health import health
from mentoring.matching.entrypoints.http.introductions import introductions
from mentoring.matching.entrypoints.http.kept_pairs import kept_pairs
from mentoring.matching.entrypoints.http.mentors import mentors
from mentoring.matching.entrypoints.http.mentorships import mentorships
from mentoring.matching.entrypoints.http.outcomes import outcomes
from mentoring.matching.entrypoints.http.programs import programs
from mentoring.matching.entrypoints.http.proposals import proposals
from mentoring.matching.entrypoints.http.requests import requests
from mentoring.matching.entrypoints.http.run_report import run_report
from mentoring.matching.entrypoints.http.runs import runs

DOORS: Final = (
    programs,
    kept_pairs,
    enrollments,
    runs,
    run_report,
    proposals,
    requests,
    bookmarks,
    mentors,
    mentorships,
    introductions,
    health,
    outcomes,
)
