"""The pages of those who run programs."""

from mentoring.portal.entrypoints.programs.creating import creating
from mentoring.portal.entrypoints.programs.drafts import drafts
from mentoring.portal.entrypoints.programs.health import health
from mentoring.portal.entrypoints.programs.keeping import keeping
from mentoring.portal.entrypoints.programs.outcomes import outcomes
from mentoring.portal.entrypoints.programs.plots import plots
from mentoring.portal.entrypoints.programs.programs import programs
from mentoring.portal.entrypoints.programs.renewing import renewing
from mentoring.portal.entrypoints.programs.runs import runs
from mentoring.portal.entrypoints.programs.terms import terms

PROGRAMS = (creating, programs, terms, keeping, health, outcomes, runs, drafts, renewing, plots)
"""`/programs/new` stands before `/programs/{program_id}`."""
