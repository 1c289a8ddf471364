"""The pages of HR and of operators."""

from mentoring.portal.entrypoints.company.imports import imports
from mentoring.portal.entrypoints.company.operator import operator

COMPANY = (imports, operator)
