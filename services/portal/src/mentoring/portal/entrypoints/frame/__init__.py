"""What stands around the pages: signing in and out, the live channel, the components page."""

from mentoring.portal.entrypoints.frame.components import components
from mentoring.portal.entrypoints.frame.live import live
from mentoring.portal.entrypoints.frame.sign_in import sign_in

FRAME = (sign_in, live)

__all__ = ["FRAME", "components"]
