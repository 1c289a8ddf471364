"""How a mentor can be asked, and «I am back»."""

from uuid import UUID

from mentoring.contracts.matching import MentorState
from mentoring.matching.domain.errors.mentors import MentorUnknown
from mentoring.matching.ports import Views, Work
from mentoring.matching.usecases.mentors.come_back import come_back
from mentoring.runtime import Caller, Doors, known

mentors = Doors(tags=["mentors"])


@mentors.view("/mentors/{person_id}", policy=known)
async def mentor(person_id: UUID, views: Views) -> MentorState:
    """Places, load, open requests, and when an answer may be expected: as it was told last, a second ago at most."""
    found = await views.mentor(person_id)
    if found is None:
        raise MentorUnknown(person=person_id)
    return found


@mentors.command("POST", "/mentors/me/thaw", policy=known)
async def back(caller: Caller, work: Work) -> None:
    """I am back: a pause of one's own ends, and one can be asked again."""
    await come_back(caller.known, work)
