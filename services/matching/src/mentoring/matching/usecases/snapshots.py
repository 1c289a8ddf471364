"""How things stand, as they are announced beside each event and shown at the doors."""

from dataclasses import asdict

from mentoring.contracts.matching import (
    AgreementFigures,
    Cadence,
    EnrollmentState,
    GroupSize,
    HealthReason,
    IntroductionState,
    MentorshipState,
    Phase,
    ProgramState,
    ProposalState,
    Reason,
    Rules,
    RunFigures,
    RunState,
    Timeline,
    Weights,
)
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.health import Verdict
from mentoring.matching.domain.introduction import Introduction
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.figures import Figures
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.run import Run
from mentoring.matching.domain.terms import Cadence as Rhythm


def of_program(program: Program) -> ProgramState:
    """A program as it stands."""
    return ProgramState(
        program=program.id,
        name=program.name,
        kind=program.kind,
        state=program.state,
        objectives=list(program.objectives),
        timeline=Timeline(starts=program.timeline.starts, ends=program.timeline.ends),
        cadence=cadence(program.cadence),
        rules=Rules.model_validate(asdict(program.rules)),
        weights=Weights.model_validate(asdict(program.weights)),
        managers=list(program.managers),
        answer_within=program.answer_within.iso,
        mode=program.mode,
        answers=program.answers,
        check_ins=program.check_ins,
        phases=[Phase(name=phase.name, lasts=phase.lasts) for phase in program.phases],
        group_size=GroupSize(least=program.group_size.least, most=program.group_size.most),
        topics=list(program.topics),
        open_requests=program.open_requests,
    )


def cadence(rhythm: Rhythm) -> Cadence:
    """The rhythm as it is told."""
    return Cadence(every=rhythm.every, minutes=rhythm.minutes)


def of_enrollment(enrollment: Enrollment) -> EnrollmentState:
    """A place as it stands."""
    return EnrollmentState(
        enrollment=enrollment.id,
        program=enrollment.program,
        person=enrollment.person,
        place=enrollment.place,
        capacity=enrollment.capacity,
        state=enrollment.state,
        top=enrollment.top,
    )


def figures(found: Figures) -> RunFigures:
    """Figures as they are told."""
    return RunFigures(**asdict(found) | {"histogram": list(found.histogram)})


def of_run(run: Run) -> RunState:
    """A match run as it stands."""
    return RunState(
        run=run.id,
        program=run.program,
        state=run.state,
        started_at=run.started_at,
        figures=None if run.figures is None else figures(run.figures),
        failure=run.failure,
        mode=run.mode,
        seed=run.seed,
        engine=run.engine,
        inputs=run.inputs,
        phase=run.phase,
        by=run.started_by,
    )


def reasons(proposal: Proposal) -> list[Reason]:
    """Points by component; no words of anybody."""
    return [Reason(code=code, points=points) for code, points in proposal.reasons.items()]


def of_proposal(proposal: Proposal) -> ProposalState:
    """An offered pair as it stands."""
    return ProposalState(
        proposal=proposal.id,
        program=proposal.program,
        run=proposal.run,
        mentor=proposal.mentor,
        mentee=proposal.mentee,
        state=proposal.state,
        open_until=proposal.open_until,
        accepted_by=sorted(proposal.accepted_by),
        declined_by=proposal.declined_by,
        points=proposal.points,
        reasons=reasons(proposal),
        reason=proposal.reason,
        origin=proposal.origin,
        asked_by=proposal.asked_by,
        answers=proposal.answers,
        peers=proposal.peers,
        group=proposal.group,
    )


def of_mentorship(mentorship: Mentorship) -> MentorshipState:
    """A relationship as it stands; no words of the two."""
    pause, verdict, agreement = mentorship.pause, mentorship.verdict, mentorship.agreement
    return MentorshipState(
        mentorship=mentorship.id,
        program=mentorship.program,
        proposal=mentorship.proposal,
        mentor=mentorship.mentor,
        mentee=mentorship.mentee,
        state=mentorship.state,
        started_at=mentorship.started_at,
        ends_on=mentorship.ends_on,
        cadence=None if mentorship.cadence is None else cadence(mentorship.cadence),
        ended_at=mentorship.ended_at,
        reason=mentorship.reason,
        peers=mentorship.peers,
        group=mentorship.group,
        phase=mentorship.phase_name,
        paused_until=None if pause is None else pause.until,
        paused_because=None if pause is None else pause.because,
        flags=[flag.rule for flag in mentorship.flags if flag.open],
        health=None if verdict is None else verdict.level,
        health_reasons=[] if verdict is None else health_reasons(verdict),
        agreement=None
        if agreement is None
        else AgreementFigures(goals=agreement.goals, confirmed_by=sorted(agreement.confirmed_by)),
        rematch_for=sorted(mentorship.rematch_for),
    )


def health_reasons(verdict: Verdict) -> list[HealthReason]:
    """What is not well, worst first."""
    return [HealthReason(code=finding.code, value=finding.value) for finding in verdict.findings]


def of_introduction(introduction: Introduction) -> IntroductionState:
    """An introduction as it stands, without its message."""
    return IntroductionState(
        introduction=introduction.id,
        mentorship=introduction.mentorship,
        program=introduction.program,
        by=introduction.by,
        introduced=introduction.introduced,
        to=introduction.to,
        state=introduction.state,
        asked_at=introduction.asked_at,
        open_until=introduction.open_until,
        agreed_by=sorted(introduction.agreed_by),
        made_at=introduction.made_at,
        declined_by=introduction.declined_by,
        reason=introduction.reason,
        outcome=introduction.outcome,
    )
