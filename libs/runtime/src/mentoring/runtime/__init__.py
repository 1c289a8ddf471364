"""Settings, roles, doors, start and graceful stop."""

from mentoring.runtime.access.caller import NOBODY, Caller, NotKnown
from mentoring.runtime.access.policies import Policy, known, known_or_role, public, role, signed_in
from mentoring.runtime.cli.command import command
from mentoring.runtime.clock import Clock
from mentoring.runtime.composition import Background, Directory, Service, Unfit, Viewing, Works
from mentoring.runtime.doors.doors import Doors
from mentoring.runtime.exchange.answers import Answer, Changed
from mentoring.runtime.exchange.pages import Page, Paged, Paging
from mentoring.runtime.exchange.problems import Fault, Problem
from mentoring.runtime.exchange.uploads import Upload
from mentoring.runtime.exchange.versions import IfMatch, matching
from mentoring.runtime.settings import Settings

__all__ = [
    "NOBODY",
    "Answer",
    "Background",
    "Caller",
    "Changed",
    "Clock",
    "Directory",
    "Doors",
    "Fault",
    "IfMatch",
    "NotKnown",
    "Page",
    "Paged",
    "Paging",
    "Policy",
    "Problem",
    "Service",
    "Settings",
    "Unfit",
    "Upload",
    "Viewing",
    "Works",
    "command",
    "known",
    "known_or_role",
    "matching",
    "public",
    "role",
    "signed_in",
]
