"""What the portal needs of the world: its model, the owners of the facts, the issuer of sign-ins."""

from mentoring.portal.ports.issuer import Issuer, SignIn, SignIns, Started, Tokens
from mentoring.portal.ports.model import ImportNews, Model, Work
from mentoring.portal.ports.owners import Answer, Fault, Owner, Owners, Query, Refusing, Switchboard
from mentoring.portal.ports.plots import Plots, Theme
from mentoring.portal.ports.views import Views

__all__ = [
    "Answer",
    "Fault",
    "ImportNews",
    "Issuer",
    "Model",
    "Owner",
    "Owners",
    "Plots",
    "Query",
    "Refusing",
    "SignIn",
    "SignIns",
    "Started",
    "Switchboard",
    "Theme",
    "Tokens",
    "Views",
    "Work",
]
