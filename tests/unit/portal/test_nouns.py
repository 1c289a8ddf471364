"""What a reader looks at decides what is shown and what is asked."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from mentoring.portal.domain.changed import Awaited, Changed
from mentoring.portal.domain.home import Home
from mentoring.portal.domain.lane import Lane, Reader
from mentoring.portal.domain.mentorship import CheckIn, Session
from mentoring.portal.domain.offer import Offer, OfferState
from mentoring.portal.domain.participant import Participant, Skill
from mentoring.portal.domain.person import HUES, Person
from mentoring.portal.domain.progress import Progress
from mentoring.portal.domain.run import classes
from mentoring.portal.domain.timeline import timeline_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA, BEN = Person(UUID(int=1), "Ana Maria Ruiz"), Person(UUID(int=2), "Ben")


def offer(
    left: timedelta = timedelta(days=3), *, accepted: frozenset[UUID] = frozenset(), state: OfferState = "open"
) -> Offer:
    return Offer(
        id=UUID(int=10),
        program=UUID(int=11),
        program_name="",
        mentor=ANA,
        mentee=BEN,
        state=state,
        open_until=NOW + left,
        points=1,
        shares=(),
        accepted_by=accepted,
    )


def check_in(number: int, days: int, mentorship: int = 20) -> CheckIn:
    due = NOW.date() + timedelta(days=days)
    return CheckIn(UUID(int=mentorship), number, due, "unbooked", ANA)


def home(*offers: Offer, check_ins: tuple[CheckIn, ...] = ()) -> Home:
    return Home.of(BEN.id, NOW, offers=list(offers), sessions=[], check_ins=list(check_ins), mentorships=[], news=[])


def test_a_proposal_asks_until_it_is_answered_or_over() -> None:
    assert home(offer()).asks == 1
    assert home(offer(timedelta(0))).asks == 0
    accepted = home(offer(accepted=frozenset({BEN.id})))
    assert (accepted.asks, len(accepted.waiting)) == (0, 1)
    assert home(offer(state="declined")).offers == ()


def test_an_answer_on_its_way_asks_nothing_and_stays_in_sight() -> None:
    found = home(offer().settles())
    assert found.asks == 0
    assert len(found.offers) == 1
    assert not found.offers[0].waits_for(BEN.id, NOW)


def test_the_begun_day_counts() -> None:
    assert offer(timedelta(days=2, hours=1)).days_left(NOW) == 3
    assert offer(timedelta(minutes=1)).days_left(NOW) == 1
    assert offer(-timedelta(days=1)).days_left(NOW) == 0


def test_of_each_mentorship_the_next_check_in_asks() -> None:
    found = home(check_ins=(check_in(2, 3), check_in(3, 10), check_in(1, 13, mentorship=21), check_in(4, 40)))
    assert [one.number for one in found.check_ins] == [2, 1]


def test_names() -> None:
    assert (ANA.initials, BEN.initials, Person.unseen(UUID(int=9)).initials) == ("AR", "B", "…")
    assert ANA.first_name == "Ana"
    assert 0 <= ANA.hue < HUES
    assert ANA.hue == Person.unseen(ANA.id).hue


def test_a_cookie_holds_the_newest_of_each_key_and_not_too_many() -> None:
    many = [Changed("matching.proposals.state", f"k{number}", number) for number in range(50)]
    awaited = Awaited.of([*many, Changed("matching.proposals", "k0", 7)])
    assert len(awaited.changes) == Awaited.LIMIT
    assert awaited.changes[0] == Changed("matching.proposals", "k0", 7)
    assert "k1" in awaited.keys


def test_progress_counts_of_the_enrolled() -> None:
    progress = Progress(200, 100, 50, 0)
    assert [progress.share(step) for step in progress.steps] == [1.0, 0.5, 0.25, 0.0]
    assert Progress().share(Progress().steps[0]) == 0.0


def test_a_check_in_stands_as_its_session_once_that_is_here() -> None:
    session = Session(
        id=UUID(int=30),
        mentorship=UUID(int=20),
        mentor=ANA,
        mentee=BEN,
        kind="check-in",
        state="booked",
        starts=NOW + timedelta(days=1),
        ends=NOW + timedelta(days=1, hours=1),
        zone="UTC",
    )
    booked = CheckIn(UUID(int=20), 1, date(2026, 11, 25), "booked", ANA, session.id)
    assert [(event.number, event.check_in) for event in timeline_of([session], [booked], NOW)] == [(1, None)]
    assert [event.check_in for event in timeline_of([], [booked], NOW)] == [booked]
    assert [event.tense for event in timeline_of([session], [check_in(2, -1)], NOW)] == ["ahead", "ahead"]


def test_skills_meet_whatever_their_case() -> None:
    mentor = Participant(offered=(Skill("python", 5),))
    assert mentor.meets(Participant(wanted=(Skill("Python", 3), Skill("Rust", 1)))) == ("Python",)


def test_a_lane_is_troubled_by_age_lag_or_letters() -> None:
    assert not Lane("profile", consumers=(Reader("a", 5, 1.0),)).troubled
    assert Lane("profile", consumers=(Reader("a", 5, 31.0), Reader("b", 1, 0.0))).troubled
    assert Lane("profile", outbox_age=31.0).troubled
    assert Lane("profile", dead=1).troubled
    assert Lane("profile", consumers=(Reader("a", 5, 31.0), Reader("b", 1, 0.0))).lag_messages == 6


def test_classes_of_points() -> None:
    dash = "\N{EN DASH}"
    assert classes(10)[:2] == [f"0{dash}9", f"10{dash}19"]
    assert classes(10)[-1] == f"90{dash}100"
    assert classes(0) == []
