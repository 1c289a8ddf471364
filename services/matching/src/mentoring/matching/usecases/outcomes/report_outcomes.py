"""Those who run a program read what it came to."""

from datetime import UTC, datetime, time

from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.outcomes import report
from mentoring.matching.domain.outcomes.comparison import landmark_of
from mentoring.matching.domain.outcomes.counts import days, load, rate, satisfaction
from mentoring.matching.domain.outcomes.groups import SMALLEST
from mentoring.matching.domain.program import ProgramId
from mentoring.matching.ports import Views


async def report_outcomes(program_id: ProgramId, by: Actor, views: Views) -> report.Outcomes:
    """Counted now; nobody is named, and no group is so small that it would name somebody."""
    program = await views.program(program_id)
    program.must_be_run_by(by)
    ledger, at = views.ledger, views.now()
    cells = await ledger.cells(program_id)
    asked, kept = await ledger.check_ins(program_id, at.date())
    starts = program.timeline.starts
    landmark = datetime.combine(landmark_of(starts), time(), UTC)
    strata = await ledger.strata(program_id, landmark, at) if landmark <= at else []
    return report.Outcomes(
        program=program_id,
        at=at,
        smallest_cell=SMALLEST,
        objectives=report.objectives(program.objectives),
        match_rate=report.matched(cells, "mentee"),
        mentors_matched=report.matched(cells, "mentor"),
        time_to_match=days(await ledger.waits(program_id)),
        time_to_first_session=days(await ledger.first_meetings(program_id, at)),
        proposals=report.offers(await ledger.proposals(program_id)),
        mentorships=report.pairs(await ledger.mentorships(program_id)),
        cadence_kept=rate(kept, asked),
        goal_progress=None,
        satisfaction=satisfaction(await ledger.satisfaction(program_id)),
        load=load(await ledger.load(program_id)),
        introductions=report.introduced(await ledger.introductions(program_id)),
        exposure=report.exposure(cells),
        retention=report.compared(strata, "stayed", starts, at.date()),
        promotion=report.compared(strata, "promoted", starts, at.date()),
    )
