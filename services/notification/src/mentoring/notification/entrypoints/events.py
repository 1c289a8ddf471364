"""What notification reads: who there is, what messages are about, and the facts that people are told of."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from mentoring.contracts import matching, notification, profile, scheduling
from mentoring.messaging import Facts, Told
from mentoring.notification.domain.subjects import Pair, Recipient, Session
from mentoring.notification.ports import Work
from mentoring.notification.usecases.notify import notify
from mentoring.notification.usecases.nudge import nudge

OLD_NEWS = timedelta(days=2)
"""Nobody is told of what is older."""

facts = Facts("notification")

people = facts.projection("notification.people", profile.PersonState)
programs = facts.projection("notification.programs", matching.ProgramState)
proposals = facts.projection("notification.proposals", matching.ProposalState)
mentorships = facts.projection("notification.mentorships", matching.MentorshipState)
introductions = facts.projection("notification.introductions", matching.IntroductionState)
sessions = facts.projection("notification.sessions", scheduling.SessionState)

requests = facts.reaction("notification.requests", notification.REQUESTS, forget_after=OLD_NEWS)
proposal_events = facts.reaction("notification.proposal-events", matching.PROPOSALS, forget_after=OLD_NEWS)
mentorship_events = facts.reaction("notification.mentorship-events", matching.MENTORSHIPS, forget_after=OLD_NEWS)
introduction_events = facts.reaction("notification.introduction-events", matching.INTRODUCTIONS, forget_after=OLD_NEWS)
session_events = facts.reaction("notification.session-events", scheduling.SESSIONS, forget_after=OLD_NEWS)


@people.keep
async def keep_people(states: Sequence[profile.PersonState], work: Work) -> None:
    """Recipients as HR knows them."""
    await work.people.keep(
        Recipient(
            id=state.person,
            name=state.name,
            given_name=state.given_name,
            email=state.email,
            locale=state.locale,
            zone=state.zone,
            employee_id=state.employee_id,
            status=state.status,
        )
        for state in states
    )


@people.forget
async def forget_people(erased: Sequence[UUID], work: Work) -> None:
    """Erased people are erased here."""
    await work.people.forget(erased)


@programs.keep
async def keep_programs(states: Sequence[matching.ProgramState], work: Work) -> None:
    """Names of programs."""
    await work.programs.keep((state.program, state.name) for state in states)


@programs.forget
async def forget_programs(gone: Sequence[UUID], work: Work) -> None:
    """Programs that are gone."""
    await work.programs.forget(gone)


@proposals.keep
async def keep_proposals(states: Sequence[matching.ProposalState], work: Work) -> None:
    """Proposals as they stand."""
    await work.pairs.keep(
        "proposal",
        (
            Pair(
                id=state.proposal,
                program=state.program,
                mentor=state.mentor,
                mentee=state.mentee,
                state=state.state,
                open_until=state.open_until,
                accepted_by=frozenset(state.accepted_by),
                peers=state.peers,
            )
            for state in states
        ),
    )


@mentorships.keep
async def keep_mentorships(states: Sequence[matching.MentorshipState], work: Work) -> None:
    """Mentorships as they stand."""
    await work.pairs.keep(
        "mentorship",
        (
            Pair(
                id=state.mentorship,
                program=state.program,
                mentor=state.mentor,
                mentee=state.mentee,
                state=state.state,
                peers=state.peers,
            )
            for state in states
        ),
    )


@introductions.keep
async def keep_introductions(states: Sequence[matching.IntroductionState], work: Work) -> None:
    """Introductions as they stand: the introduced one, and the third person."""
    await work.pairs.keep(
        "introduction",
        (
            Pair(
                id=state.introduction,
                program=state.program,
                mentor=state.introduced,
                mentee=state.to,
                state=state.state,
                open_until=state.open_until,
                accepted_by=frozenset(state.agreed_by),
            )
            for state in states
        ),
    )


@proposals.forget
@mentorships.forget
@introductions.forget
async def forget_pairs(gone: Sequence[UUID], work: Work) -> None:
    """Proposals, mentorships and introductions that are gone."""
    await work.pairs.forget(gone)


@sessions.keep
async def keep_sessions(states: Sequence[scheduling.SessionState], work: Work) -> None:
    """Sessions as they stand."""
    await work.sessions.keep(
        Session(
            id=state.session,
            mentorship=state.mentorship,
            mentor=state.mentor,
            mentee=state.mentee,
            state=state.state,
            starts=state.meeting.starts,
            ends=state.meeting.ends,
            sequence=state.sequence,
        )
        for state in states
    )


@sessions.forget
async def forget_sessions(gone: Sequence[UUID], work: Work) -> None:
    """Sessions that are gone."""
    await work.sessions.forget(gone)


@proposal_events(matching.ProposalMade)
async def tell_of_proposal(made: matching.ProposalMade, told: Told, work: Work) -> None:
    """Whose yes it needs is asked, but for whoever asked for it."""
    needed = {"both": (made.mentor, made.mentee), "mentor": (made.mentor,), "mentee": (made.mentee,)}[made.answers]
    asked = [person for person in needed if person != made.asked_by]
    await notify(asked, of=UUID(told.id), category="proposal-to-answer", subject=made.proposal, work=work)


@requests(notification.NotificationRequested)
async def decide_about_a_nudge(asked: notification.NotificationRequested, told: Told, work: Work) -> None:
    """Said in the inbox and by mail, or let go."""
    await nudge(asked, UUID(told.id), work)


@mentorship_events(matching.MentorshipStarted)
async def tell_of_start(started: matching.MentorshipStarted, told: Told, work: Work) -> None:
    """Both sides hear that it begins."""
    both = (started.mentor, started.mentee)
    await notify(both, of=UUID(told.id), category="mentorship-started", subject=started.mentorship, work=work)


@mentorship_events(matching.MentorshipPaused)
async def tell_of_pause(paused: matching.MentorshipPaused, told: Told, work: Work) -> None:
    """Both sides hear that nothing is asked of them."""
    both = (paused.mentor, paused.mentee)
    await notify(both, of=UUID(told.id), category="mentorship-paused", subject=paused.mentorship, work=work)


@mentorship_events(matching.MentorshipResumed)
async def tell_of_resumption(resumed: matching.MentorshipResumed, told: Told, work: Work) -> None:
    """Both sides hear that it goes on."""
    both = (resumed.mentor, resumed.mentee)
    await notify(both, of=UUID(told.id), category="mentorship-resumed", subject=resumed.mentorship, work=work)


@mentorship_events(matching.MentorshipFlagged)
async def ask_whether_it_goes_on(flagged: matching.MentorshipFlagged, told: Told, work: Work) -> None:
    """The two are asked, and those who run the program; whoever is both is asked once."""
    asked = dict.fromkeys((flagged.mentor, flagged.mentee, *flagged.managers))
    await notify(asked, of=UUID(told.id), category="mentorship-flagged", subject=flagged.mentorship, work=work)


@mentorship_events(matching.MentorshipCompleted)
async def tell_of_completion(completed: matching.MentorshipCompleted, told: Told, work: Work) -> None:
    """Both sides are invited to look back."""
    both = (completed.mentor, completed.mentee)
    await notify(both, of=UUID(told.id), category="mentorship-completed", subject=completed.mentorship, work=work)


@mentorship_events(matching.RematchOffered)
async def offer_rematch(offered: matching.RematchOffered, told: Told, work: Work) -> None:
    """Whoever is left without hears that they may have somebody else."""
    person = (offered.person,)
    await notify(person, of=UUID(told.id), category="rematch-offered", subject=offered.mentorship, work=work)


@introduction_events(matching.IntroductionAsked)
async def ask_of_introduction(asked: matching.IntroductionAsked, told: Told, work: Work) -> None:
    """Both who are to meet are asked."""
    both = (asked.introduced, asked.to)
    await notify(both, of=UUID(told.id), category="introduction-asked", subject=asked.introduction, work=work)


@introduction_events(matching.IntroductionMade)
async def tell_of_introduction(made: matching.IntroductionMade, told: Told, work: Work) -> None:
    """Both hear that they may meet."""
    both = (made.introduced, made.to)
    await notify(both, of=UUID(told.id), category="introduction-made", subject=made.introduction, work=work)


@session_events(scheduling.SessionBooked)
async def tell_of_booking(booked: scheduling.SessionBooked, told: Told, work: Work) -> None:
    """Both get the invitation."""
    both = (booked.mentor, booked.mentee)
    said = _said(booked.meeting, booked.sequence)
    await notify(both, of=UUID(told.id), category="session-booked", subject=booked.session, work=work, facts=said)


@session_events(scheduling.SessionMoved)
async def tell_of_move(moved: scheduling.SessionMoved, told: Told, work: Work) -> None:
    """Both get the new time beside the old."""
    both = (moved.mentor, moved.mentee)
    said = _said(moved.after, moved.sequence) | {"before": moved.before.starts.isoformat()}
    await notify(both, of=UUID(told.id), category="session-moved", subject=moved.session, work=work, facts=said)


@session_events(scheduling.SessionCancelled)
async def tell_of_cancellation(cancelled: scheduling.SessionCancelled, told: Told, work: Work) -> None:
    """Both hear that it will not take place."""
    both = (cancelled.mentor, cancelled.mentee)
    said = _said(cancelled.meeting, cancelled.sequence)
    await notify(both, of=UUID(told.id), category="session-cancelled", subject=cancelled.session, work=work, facts=said)


def _said(meeting: scheduling.Meeting, sequence: int) -> dict[str, object]:
    """What the words of a session's message need of the event itself."""
    return {"starts": meeting.starts.isoformat(), "ends": meeting.ends.isoformat(), "sequence": sequence}
