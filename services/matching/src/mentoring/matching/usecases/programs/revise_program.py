"""A program gets other terms."""

from typing import Any

from mentoring.contracts.matching import ProgramRevised
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.program import Program, ProgramId
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.programs.create_program import must_be_known


async def revise_program(program_id: ProgramId, changes: dict[str, Any], by: Actor, work: Work) -> Program:
    """Those who run it change its terms (fields of `Program`); what was agreed under the old ones stays."""
    before = await work.programs.hold(program_id)
    before.must_be_run_by(by)
    after = before.revised(work.now(), changes)
    if after.managers != before.managers:
        await must_be_known(after.managers, work)
    await work.programs.save(after)
    changed = [name.replace("_", "-") for name in changes if getattr(after, name) != getattr(before, name)]
    work.announce(ProgramRevised(program=program_id, changed=changed))
    work.announce(snapshots.of_program(after))
    return after
