"""The pages of those who run programs."""

from mentoring.portal.entrypoints.programs.creating import creating
from mentoring.portal.entrypoints.programs.plots import plots
from mentoring.portal.entrypoints.programs.programs import programs
from mentoring.portal.entrypoints.programs.runs import runs
from mentoring.portal.entrypoints.programs.terms import terms

PROGRAMS = (creating, programs, terms, runs, plots)
"""`/programs/new` stands before `/programs/{program_id}`."""
