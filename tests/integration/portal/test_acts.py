"""Every act as a plain form, without JavaScript: to its owner with the reader's token, once, and back to a page."""

import re
from html import unescape

from tests.integration.portal import world
from tests.integration.portal.owners import LETTER
from tests.integration.portal.reader import Reader
from tests.integration.portal.stage import Stage
from tests.integration.portal.world import DRAFT, OFFER, PAIR, PROGRAM, RUN, SESSION, an_id


def test_accepting_goes_to_matching_and_the_page_shows_it(stage: Stage, ben: Reader) -> None:
    ben.opens(f"/proposals/{OFFER}").sends(f"/proposals/{OFFER}/acceptance")

    [sent] = stage.owners.sent
    assert sent.path == f"/matching/proposals/{OFFER}/acceptance"
    assert sent.key
    assert sent.token.count(".") == 2
    assert ben.url.path == f"/proposals/{OFFER}"
    ben.sees("You accepted. Thank you.", "Both have accepted.").does_not_see("on its way. This page")
    ben.opens(f"/proposals/{OFFER}").does_not_see("You accepted. Thank you.")


def test_two_clicks_on_one_button_have_one_effect(stage: Stage, ben: Reader) -> None:
    ben.opens(f"/proposals/{OFFER}")
    form = ben.form(f"/proposals/{OFFER}/acceptance")

    for _ in range(2):
        ben.html = ben.html or ""
        ben._took(ben._client.post(f"/proposals/{OFFER}/acceptance", data=form))

    assert len(stage.owners.sent) == 2
    assert len({sent.key for sent in stage.owners.sent}) == 1
    assert len(stage.owners.answers) >= 1
    ben.sees("Both have accepted.")


def test_until_the_change_arrives_the_page_says_that_it_is_on_its_way(stage: Stage, ben: Reader) -> None:
    stage.holds_back = True
    ben.opens(f"/proposals/{OFFER}").sends(f"/proposals/{OFFER}/acceptance")
    ben.sees("on its way").does_not_see("Open until")
    assert "/acceptance" not in ben.html, "the act is offered again on an old state"

    ben.opens("/").sees("on its way")
    stage.let_through()
    ben.opens(f"/proposals/{OFFER}").sees("Both have accepted.").does_not_see("on its way. This page")


def test_declining_takes_a_reason(stage: Stage, ben: Reader) -> None:
    ben.opens(f"/proposals/{OFFER}").sends(f"/proposals/{OFFER}/refusal", reason="no-time")
    assert stage.owners.sent[0].body == {"reason": "no-time"}
    ben.sees("You declined.", "I have no time at the moment")


def test_what_the_owner_refuses_is_said_at_the_form(stage: Stage, ben: Reader) -> None:
    path = f"/matching/proposals/{OFFER}/acceptance"
    stage.owners.refuse[path] = 409, {"code": "proposal-expired", "detail": "This proposal was open until noon."}
    ben.opens(f"/proposals/{OFFER}").sends(f"/proposals/{OFFER}/acceptance")
    assert ben.status == 409
    ben.sees("That did not work.", "The time to answer this proposal is over.")


def test_booking_a_time(stage: Stage, ben: Reader) -> None:
    page = f"/mentorships/{PAIR}/booking"
    ben.opens(page).sees("When does it suit both?", "Tue 24 Nov")
    start = re.findall(r'name="start" value="([^"]+)"', ben.html)[0]
    ben.sends(page, start=start)
    assert stage.owners.sent[0].path == "/scheduling/sessions"
    assert stage.owners.sent[0].body == {"mentorship": str(PAIR), "start": unescape(start), "minutes": 45}
    ben.sees("The session is booked.")


def test_a_time_that_was_taken_meanwhile_keeps_the_choice(stage: Stage, ben: Reader) -> None:
    page = f"/mentorships/{PAIR}/booking"
    stage.owners.refuse["/scheduling/sessions"] = 409, {"code": "taken", "detail": "This time was taken meanwhile."}
    ben.opens(page)
    start = unescape(re.findall(r'name="start" value="([^"]+)"', ben.html)[2])
    ben.sends(page, start=start, minutes="45")
    assert ben.status == 409
    ben.sees("This time was taken meanwhile.")
    assert re.search(rf'value="{re.escape(start)}" required checked', unescape(ben.html))


def test_the_other_clock_stands_beside_each_time(stage: Stage, ben: Reader) -> None:
    stage.tell(world.mentorship(an_id(44), mentor=world.ANA))
    ben.opens(f"/mentorships/{an_id(44)}/booking").sees("Under each stands Ana's (New York).", "08:00 for Ana")


def test_moving_and_cancelling_a_session(stage: Stage, ben: Reader) -> None:
    page = f"/mentorships/{PAIR}/booking"
    ben.opens(f"{page}?moving={SESSION}").sees("The session is on Tue 24 Nov at 14:00 now.")
    start = unescape(re.findall(r'name="start" value="([^"]+)"', ben.html)[5])
    ben.sends(page, start=start)
    assert stage.owners.sent[0].path == f"/scheduling/sessions/{SESSION}/moving"
    ben.sees("The session is moved.").does_not_see("14:00\N{EN DASH}14:45")

    ben.opens(f"/sessions/{SESSION}").sends(f"/sessions/{SESSION}/cancellation", reason="unwell")
    assert stage.owners.sent[1].body == {"reason": "unwell"}
    ben.sees("The session is cancelled.", "I am unwell")


def test_the_calendar_file_is_the_owners(ben: Reader) -> None:
    ben.opens(f"/sessions/{SESSION}/calendar.ics")
    assert ben.html.startswith("BEGIN:VCALENDAR")


def test_ending_a_mentorship(stage: Stage, ben: Reader) -> None:
    ben.opens(f"/mentorships/{PAIR}").sends(f"/mentorships/{PAIR}/ending", reason="agreed")
    assert stage.owners.sent[0].path == f"/matching/mentorships/{PAIR}/ending"
    ben.sees("The mentorship is ended.", "We agreed to end it").does_not_see("Book a session")


def test_marking_an_inbox_item_as_read(stage: Stage, ben: Reader) -> None:
    ben.opens("/inbox").sees("Inbox 2 unread")
    ben.sends(f"/inbox/{an_id(500)}/reading")
    assert stage.owners.sent[0].path == f"/notification/inbox/{an_id(500)}/reading"
    ben.sees("Marked as read.", "Inbox 1 unread")


def test_saving_the_profile_sends_all_of_it_with_its_version(stage: Stage, ben: Reader) -> None:
    ben.opens("/me").sends(
        "/me",
        headline="Loves queues",
        offered=["Python", "", "Kafka"],
        offered_level=["4", "3", "2"],
        wanted=["", ""],
        wanted_level=["3", "3"],
        interests="climbing, chess",
        languages="English, de",
        capacity="2",
        zone="",
        goals="leading a team; working abroad",
        lived=["promotion"],
        sought=["founding", "role-change"],
        styles=[],
        meets="remote",
        paused_until="2027-01-11",
    )
    [sent] = stage.owners.sent
    assert sent.headers["if-match"] == '"7"'
    assert sent.body == {
        "headline": "Loves queues",
        "skills_offered": [{"name": "Python", "level": 4}, {"name": "Kafka", "level": 2}],
        "skills_wanted": [],
        "interests": ["climbing", "chess"],
        "languages": ["English", "de"],
        "zone": None,
        "capacity": 2,
        "paused_until": "2027-01-11T00:00:00+01:00",
        "goals": ["leading a team", "working abroad"],
        "transitions_lived": ["promotion"],
        "transitions_sought": ["founding", "role-change"],
        "styles": [],
        "meets": "remote",
    }
    ben.sees("Saved.")


def test_more_lines_for_skills_come_without_losing_what_was_typed(stage: Stage, ben: Reader) -> None:
    ben.opens("/me").sends("/me", more="offered", headline="Half typed", offered=["Rust"], offered_level=["2"])
    assert stage.owners.sent == []
    assert 'value="Half typed"' in ben.html
    assert ben.html.count('name="offered"') == 1 + 2 + 5


def test_a_refused_profile_shows_the_fault_beside_its_field(stage: Stage, ben: Reader) -> None:
    stage.owners.refuse[f"/profile/people/{world.BEN}/participant"] = (
        422,
        {
            "code": "profile-invalid",
            "detail": "The profile cannot be kept.",
            "errors": [{"where": "body.headline", "what": "It has 312 characters.", "mend": "Use at most 200."}],
        },
    )
    ben._took(ben._client.get("/me"))
    ben.html = ben._client.get("/me/hours").text  # a page with a token, since the profile itself is refused
    form = ben.form("/me/hours")
    ben._took(ben._client.post("/me", data={**form, "headline": "x" * 312, "version": "7"}))
    assert ben.status == 422
    assert 'aria-invalid="true"' in ben.html
    assert "x" * 312 in ben.html
    ben.sees("It has 312 characters. Use at most 200.")


def test_saying_when_one_can_meet(stage: Stage, ben: Reader) -> None:
    ben.opens("/me/hours").sends("/me/hours", starts_1=["09:00", "14:00"], ends_1=["12:00", "00:00"])
    assert stage.owners.sent[0].body == {
        "hours": [
            {"weekday": 1, "starts": "09:00", "ends": "12:00"},
            {"weekday": 1, "starts": "14:00", "ends": "24:00"},
        ]
    }


def test_a_program_is_drafted_and_opened(stage: Stage, hal: Reader) -> None:
    hal.opens("/programs/new?kind=formal").sends(
        "/programs/new",
        name="Autumn",
        objectives="First\n\nSecond",
        starts="2026-12-01",
        ends="2027-06-01",
        every="P2W",
        minutes="45",
        answer_within="P7D",
        shared_language="yes",
        overlap_hours="2",
        least="1",
        department="different",
        weight_skills="60",
        weight_interests="20",
        weight_stage="10",
        weight_zone="10",
        managers="E4\nchi@example.com",
    )
    body = stage.owners.sent[0].body
    assert body["objectives"] == ["First", "Second"]
    assert body["rules"] == {
        "not_in_reporting_line": False,
        "shared_language": True,
        "overlap_minutes": 120,
        "location": "any",
        "stage_gap": {"least": 1, "most": None},
        "department": "different",
        "earlier_partners": "program",
    }
    assert (body["weights"]["skills"], body["weights"]["goals"], body["kind"]) == (60, 0, "formal")
    assert body["managers"] == [str(world.EVE), str(world.CHI)]
    hal.sees("The program is drafted.")
    hal.opens(f"/programs/{DRAFT}").sends(f"/programs/{DRAFT}/opening")
    hal.sees("The program is open.")


def test_an_unknown_manager_is_said_at_the_field_and_nothing_is_lost(stage: Stage, hal: Reader) -> None:
    hal.opens("/programs/new?kind=formal").sends(
        "/programs/new", name="Autumn", objectives="First", managers="E4, nobody@x.org"
    )
    assert hal.status == 422
    assert stage.owners.sent == []
    hal.sees("Nobody is known as nobody@x.org.")
    assert 'value="Autumn"' in hal.html


def test_enrolling_a_list_names_who_could_not_be(stage: Stage, eve: Reader) -> None:
    eve.opens(f"/programs/{PROGRAM}").sends(
        f"/programs/{PROGRAM}/enrollments", people="E1\nben@example.com\nE99", place="mentor", capacity="2"
    )
    assert stage.owners.sent[0].body == [
        {"person": str(world.ANA), "place": "mentor", "capacity": 2},
        {"person": str(world.BEN), "place": "mentor", "capacity": 2},
    ]
    eve.sees("2 were enrolled,", "1 row was not:", "E99: nobody is known by this")


def test_starting_a_run_and_publishing_its_draft(eve: Reader) -> None:
    eve.opens(f"/programs/{PROGRAM}").sends(f"/programs/{PROGRAM}/runs")
    assert eve.url.path == f"/runs/{an_id(98)}"
    eve.sees("The match run has started.", "At work")
    eve.opens(f"/runs/{RUN}").sees("Ana offers distributed systems, which Ben wants.", "Hal Moreau")
    eve.sends(f"/runs/{RUN}/publication")
    eve.sees("The draft is published", "Published")


def test_a_file_is_handed_on_as_it_is(stage: Stage, hal: Reader) -> None:
    content = "employee_id,name\nE1,Ana\n" * 40_000
    hal.opens("/people").sends("/people/imports", files={"file": ("hr.csv", content, "text/csv")}, dry_run="yes")
    [sent] = stage.owners.sent
    assert sent.path == "/profile/imports?dry_run=true"
    assert sent.headers["content-type"] == "text/csv"
    assert sent.body == content.encode()
    hal.sees("What this file would do", "Nobody has the number E9999.")


def test_without_a_file_the_form_says_so(stage: Stage, hal: Reader) -> None:
    hal.opens("/people").sends("/people/imports")
    assert stage.owners.sent == []
    hal.sees("Choose a file first.")


def test_replaying_and_discarding_a_dead_letter(stage: Stage, opa: Reader) -> None:
    act = f"/operator/matching/dead-letters/{LETTER}"
    opa.opens("/operator").sees("placing.job_level", "Waiting behind it 1", "1.9 ms", "64 s")
    opa.sends(f"{act}/replay").sees("The message was replayed.")
    opa.sends(f"{act}/discarding", reason="A test file").sees("The message was discarded.")
    assert [sent.path for sent in stage.owners.sent] == [
        f"/matching/dead-letters/{LETTER}/replay",
        f"/matching/dead-letters/{LETTER}/discarding",
    ]
    assert stage.owners.sent[1].body == {"reason": "A test file"}


def test_a_service_that_is_down_shows_as_down_and_the_others_as_they_are(stage: Stage, opa: Reader) -> None:
    stage.owners.away.add("scheduling")
    opa.opens("/operator").sees("Scheduling Does not answer", "Matching Behind", "Profile Flowing", "Portal Flowing")


def test_pages_do_without_an_owner_that_is_away(stage: Stage, ben: Reader, eve: Reader) -> None:
    stage.owners.away |= {"matching", "profile", "scheduling", "notification"}
    ben.opens("/").sees("A mentor for you in Grow 2027")
    ben.opens(f"/proposals/{OFFER}").sees("82", "More details cannot be had at the moment")
    ben.opens("/me").sees("does not answer at the moment")
    ben.opens(f"/mentorships/{PAIR}/booking").sees("does not answer at the moment")
    ben.opens(f"/proposals/{OFFER}").sends(f"/proposals/{OFFER}/acceptance").sees("does not answer at the moment")
    eve.opens(f"/runs/{RUN}").sees("The pairs stay with the matching service")
