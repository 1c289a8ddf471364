"""The HTTP doors of matching."""

from typing import Final

from mentoring.matching.entrypoints.http.programs import programs
from mentoring.matching.entrypoints.http.proposals import mentorships, proposals
from mentoring.matching.entrypoints.http.runs import runs

DOORS: Final = (programs, runs, proposals, mentorships)
