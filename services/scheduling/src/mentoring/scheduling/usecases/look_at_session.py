"""What is booked?"""

from uuid import UUID

from mentoring.scheduling.domain.errors import NotYourMentorship, SessionMissing
from mentoring.scheduling.domain.session import Session
from mentoring.scheduling.ports import Views


async def look_at_session(session: UUID, by: UUID, views: Views) -> Session:
    """Only the two see their session here.

    Raises:
        SessionMissing, NotYourMentorship: not theirs.
    """
    found = await views.session(session)
    if found is None:
        raise SessionMissing(session=session)
    if by not in found.pair:
        raise NotYourMentorship
    return found
