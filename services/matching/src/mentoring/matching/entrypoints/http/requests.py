"""People ask people."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator

from mentoring.matching.ports import Work
from mentoring.matching.usecases.proposals.ask_somebody import Request, ask_somebody
from mentoring.runtime import Caller, Doors, known

requests = Doors(tags=["requests"])


class Asking(BaseModel):
    """Whom one asks, in the place in which they are wanted, and why in one's own words: for the two alone."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    mentor: UUID | None = None
    mentee: UUID | None = None
    """In a reverse program mentors, who are the juniors there, may ask, too."""
    peer: UUID | None = None
    message: str

    @model_validator(mode="after")
    def _names_one(self) -> "Asking":
        if sum(one is not None for one in (self.mentor, self.mentee, self.peer)) != 1:
            raise ValueError("name whom you ask by `mentor`, `mentee` or `peer`, one of the three")
        return self

    def of(self, by: UUID) -> Request:
        """The request of this person."""
        if self.mentor is not None:
            return Request(by, self.mentor, "mentor", self.message)
        if self.mentee is not None:
            return Request(by, self.mentee, "mentee", self.message)
        return Request(by, self.peer or by, "peer", self.message)


class Asked(BaseModel):
    """The proposal that the other now answers."""

    proposal: UUID


@requests.command("POST", "/programs/{program_id}/requests", policy=known, created=True)
async def ask(program_id: UUID, body: Asking, caller: Caller, work: Work) -> Asked:
    """Ask somebody; asking is one's own yes, and the other's yes begins the mentorship."""
    return Asked(proposal=await ask_somebody(program_id, body.of(caller.known), work))
