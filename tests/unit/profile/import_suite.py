"""What imports do, whatever remembers the people; run over memory and over PostgreSQL."""

import pytest

from mentoring.contracts.profile import (
    ImportFinished,
    ImportRefused,
    ImportStarted,
    ParticipantState,
    PersonJoined,
    PersonLeft,
    PersonMoved,
    PersonRehired,
    PersonReturned,
    PersonState,
    PersonWentOnLeave,
)
from mentoring.profile.domain.errors import ImportRunning
from mentoring.profile.domain.hr_import import Counts
from mentoring.profile.domain.hr_row import FIELDS
from mentoring.profile.ports import Cells
from mentoring.profile.usecases.upsert_people import upsert_people
from tests.unit.profile.builders import csv_of, row
from tests.unit.profile.house import Hr
from tests.unit.profile.memory import one_page

COMPANY = [row("E1"), *(row(f"E{number}", manager="E1") for number in range(2, 31))]


class ImportSuite:
    """Subclasses give the fixture `hr`."""

    async def test_newcomers_join_and_their_state_is_told(self, hr: Hr) -> None:
        one = await hr.bring([row("E1", given_name="Ana", family_name="Sousa"), row("E2", manager="E1")])

        assert (one.state, one.rows, one.applied) == ("finished", 2, 2)
        assert one.counts == one.expected == Counts(joined=2)
        people = await hr.people()
        assert people["E2"].manager == people["E1"].id
        assert [people["E1"].id, people["E2"].id] == [event.person for event in hr.told(PersonJoined)]
        ana = next(state for state in hr.told(PersonState) if state.employee_id == "E1")
        assert (ana.name, ana.career_stage, ana.zone) == ("Ana Sousa", "mid", "Europe/Berlin")
        assert [["en", "de"], ["en", "de"]] == [state.languages for state in hr.told(ParticipantState)]
        assert [one.id] == [event.import_id for event in hr.told(ImportStarted)]
        assert [2] == [event.counts.joined for event in hr.told(ImportFinished)]

    async def test_the_same_file_again_tells_nothing(self, hr: Hr) -> None:
        faulty = [*COMPANY, row("E90", zone="Moon"), row("E91", manager="E99"), row("E92", manager="E92")]
        await hr.bring(faulty)
        hr.forget()

        again = await hr.bring(faulty)
        assert [] == hr.everything_told()
        assert again.state == "finished"
        assert again.counts == Counts(unchanged=32, rejected=1, warned=2)

    async def test_managers_may_stand_below_their_people_and_come_in_a_later_chunk(self, hr: Hr) -> None:
        await hr.receive([row("E3", manager="E2"), row("E2", manager="E1"), row("E1")])
        assert await hr.apply(chunk=1) == 3
        assert ["E1", "E2", "E3"] == [state.employee_id for state in hr.told(PersonState)]
        assert await hr.line_of("E3") == "E2"

    async def test_what_changed_is_told_and_nothing_else(self, hr: Hr) -> None:
        await hr.bring(COMPANY)
        hr.forget()
        changed = [*COMPANY]
        changed[1] = row("E2", manager="E3", department="Legal")
        changed[2] = row("E3", manager="E1", email="new@example.org")
        changed[3] = row("E4", manager="E1", status="on-leave")

        one = await hr.bring(changed)
        assert one.counts == Counts(changed=3, unchanged=27)
        (moved,) = hr.told(PersonMoved)
        people = await hr.people()
        assert moved.changed == ["manager", "department"]
        assert (moved.before.manager, moved.after.manager) == (people["E1"].id, people["E3"].id)
        assert [people["E4"].id] == [event.person for event in hr.told(PersonWentOnLeave)]
        assert {"E2", "E3", "E4"} == {state.employee_id for state in hr.told(PersonState)}

        hr.forget()
        await hr.bring(COMPANY)
        assert [people["E4"].id] == [event.person for event in hr.told(PersonReturned)]

    async def test_whoever_is_absent_or_said_to_have_left_leaves_and_may_come_back(self, hr: Hr) -> None:
        await hr.bring(COMPANY)
        hr.forget()
        one = await hr.bring([*COMPANY[:28], row("E29", status="left", manager="E1")])
        people = await hr.people()

        assert one.counts == Counts(left=2, unchanged=28, warned=1)
        assert {people["E29"].id, people["E30"].id} == {event.person for event in hr.told(PersonLeft)}
        assert [(0, "file", "warning")] == await hr.said(one)

        hr.forget()
        one = await hr.bring(COMPANY)
        assert one.counts == Counts(rehired=2, unchanged=28)
        assert {people["E29"].id, people["E30"].id} == {event.person for event in hr.told(PersonRehired)}
        assert [] == hr.told(PersonMoved)

    async def test_leavers_of_before_our_time_are_not_taken_in(self, hr: Hr) -> None:
        one = await hr.bring([row("E1"), row("E0", status="left"), row("E2", manager="E0")])
        assert one.counts == Counts(joined=2, unchanged=1, warned=1)
        assert {"E1", "E2"} == (await hr.people()).keys()

    async def test_a_file_by_which_too_many_would_leave_is_refused_unless_told(self, hr: Hr) -> None:
        await hr.bring(COMPANY)
        hr.forget()
        one = await hr.bring(COMPANY[:26])

        assert (one.state, one.reason, one.expected.left) == ("refused", "too-many-leavers", 4)
        assert ["too-many-leavers"] == [event.reason for event in hr.told(ImportRefused)]
        assert all(person.status == "active" for person in (await hr.people()).values())
        (absent,) = await hr.report(one)
        assert "E27, E28, E29, E30" in absent.what

        assert (await hr.bring(COMPANY[:27])).counts.left == 3, "a tenth is no mass"
        assert (await hr.bring(COMPANY[:20], allow_leavers=True)).counts.left == 7

    async def test_a_dry_run_reports_the_same_and_does_nothing(self, hr: Hr) -> None:
        await hr.bring(COMPANY)
        hr.forget()
        changed = [*COMPANY[:28], row("E29", department="Legal"), row("E40"), row("E41", zone="Moon")]
        dry = await hr.bring(changed, dry_run=True)

        assert (dry.state, dry.counts) == ("finished", Counts())
        assert [] == hr.everything_told()
        assert len(await hr.people()) == 30
        real = await hr.bring(changed)
        assert (
            real.counts
            == real.expected
            == dry.expected
            == Counts(joined=1, changed=1, left=1, unchanged=28, rejected=1, warned=1)
        )
        assert await hr.report(dry) == await hr.report(real)

        refused = await hr.bring(COMPANY[:3], dry_run=True)
        assert refused.state == "refused"
        assert [] == hr.told(ImportRefused)

    async def test_bad_rows_are_skipped_and_said_to_the_cell(self, hr: Hr) -> None:
        content = csv_of(
            [
                row("E1"),
                row("", given_name="Nobody"),
                row("E3", zone="Mars/Base", locale="english"),
                row("E4", email="none at all", job_level="21", status="gone"),
                row("E5", given_name="", family_name=""),
                row("E6", languages="en;jp", manager="E1"),
                row("E1", given_name="Twice"),
                row("E8", department="=cmd|' /C calc'!A0"),
            ]
        )
        one = await hr.bring(content)
        assert one.counts == Counts(joined=2, rejected=6)
        said = await hr.said(one)
        assert {line for line, _, _ in said} == {3, 4, 5, 6, 7, 8}
        assert {where for line, where, _ in said if line == 5} == {"email", "job_level", "status"}
        assert all(remark.what and remark.mend for remark in await hr.report(one))
        people = await hr.people()
        assert people["E8"].department == "=cmd|' /C calc'!A0"
        assert people["E1"].given_name == "GivenE1"

    async def test_a_bad_row_does_not_make_its_person_leave(self, hr: Hr) -> None:
        await hr.bring(COMPANY)
        one = await hr.bring([*COMPANY[:29], row("E30", zone="Moon")])
        assert one.counts == Counts(unchanged=29, rejected=1)

    async def test_nobody_leaves_where_a_bad_row_might_be_theirs(self, hr: Hr) -> None:
        await hr.bring(COMPANY)
        one = await hr.bring([*COMPANY[:29], row("")])
        assert one.counts == Counts(unchanged=29, rejected=1, warned=1)
        assert "stay" in (await hr.report(one))[-1].what
        assert (await hr.bring([*COMPANY[:29], row("")], allow_leavers=True)).counts.left == 1

    async def test_an_unknown_manager_leaves_the_field_empty(self, hr: Hr) -> None:
        await hr.bring([row("E1"), row("E2", manager="E1")])
        one = await hr.bring([row("E1"), row("E2", manager="E77")])
        assert await hr.line_of("E2") is None
        assert [(3, "manager", "warning")] == await hr.said(one)
        assert "E77" in (await hr.report(one))[0].what

    async def test_members_of_a_circle_keep_the_manager_of_before(self, hr: Hr) -> None:
        await hr.bring([row("E1"), row("E2", manager="E1"), row("E3", manager="E2"), row("E4", manager="E1")])
        one = await hr.bring(
            [row("E1", manager="E3"), row("E2", manager="E1"), row("E3", manager="E4"), row("E4", manager="E2")]
        )
        # E1 > E3 > E4 > E2 > E1; E2 reports to E1 as before.
        assert [(2, "manager"), (4, "manager"), (5, "manager")] == [
            (line, where) for line, where, _ in await hr.said(one)
        ]
        assert [None, "E1", "E2", "E1"] == [await hr.line_of(f"E{number}") for number in range(1, 5)]

    async def test_a_circle_through_people_who_are_not_in_the_batch_is_seen(self, hr: Hr) -> None:
        await hr.bring([row("E1"), row("E2", manager="E1"), row("E3", manager="E2")])
        async with hr.house.work() as work:
            cells = Cells(1, [None if name != "manager" else "E3" for name in row("E1")])
            taken = await upsert_people([Cells(1, ["E1", *cells.texts[1:]])], work)
        assert [(1, "manager", "warning")] == [(remark.line, remark.where, remark.kind) for remark in taken.remarks]
        assert await hr.line_of("E1") is None

    async def test_one_import_at_a_time(self, hr: Hr) -> None:
        await hr.receive([row("E1"), row("E2")])
        with pytest.raises(ImportRunning):
            await hr.receive([row("E1")])
        async with hr.house.work() as work:
            with pytest.raises(ImportRunning):
                await upsert_people([Cells(1, list(row("E9").values()))], work)
        await hr.apply()
        assert (await hr.bring([row("E1"), row("E2")])).counts == Counts(unchanged=2)

    async def test_fields_that_a_batch_does_not_tell_stay_as_they_are(self, hr: Hr) -> None:
        await hr.bring([row("E1"), row("E2", manager="E1", site="Porto", function="Law")])
        hr.forget()
        nothing: list[str | None] = [None] * len(FIELDS)
        async with hr.house.work() as work:
            taken = await upsert_people(
                [
                    Cells(1, ["E2", *nothing[1:12], "on-leave", None]),
                    Cells(2, ["E3", "Nia", *nothing[2:]]),
                    Cells(3, ["E4", *nothing[1:]]),
                    Cells(4, ["E1", *nothing[1:6], None, "", *nothing[8:]]),
                ],
                work,
            )
        assert taken.counts == Counts(joined=1, changed=2, rejected=1)
        assert [3] == [remark.line for remark in taken.remarks]
        people = await hr.people()
        assert (people["E2"].site, people["E2"].status, people["E2"].manager) == ("Porto", "on-leave", people["E1"].id)
        assert people["E2"].function == "Law"
        assert (people["E3"].name, people["E3"].zone, people["E3"].status) == ("Nia", "UTC", "active")
        assert people["E1"].department is None
        assert [people["E2"].id] == [event.person for event in hr.told(PersonWentOnLeave)]

    async def test_chunks_go_on_where_the_last_one_was_committed(self, hr: Hr) -> None:
        one = await hr.receive(COMPANY)
        async with hr.house.work() as work:
            from mentoring.profile.usecases.apply_import import apply_import

            assert await apply_import(work, chunk=12) == 12
        async with hr.house.views() as views:
            on_the_way = await views.import_(one.id)
            assert on_the_way is not None
            assert (on_the_way.state, on_the_way.applied, on_the_way.pending) == ("applying", 12, 30)
            assert on_the_way.counts.joined == 12
        assert await hr.apply(chunk=10) == 2
        assert len(hr.told(PersonJoined)) == len(await hr.people()) == 30
        assert len(hr.told(ImportFinished)) == 1

    async def test_languages_of_hr_stand_in_until_somebody_saves_a_profile(self, hr: Hr) -> None:
        await hr.bring([row("E1", languages=""), row("E2", languages="pt-BR")])
        assert [["pt"]] == [state.languages for state in hr.told(ParticipantState)]
        hr.forget()
        await hr.bring([row("E1", languages="de"), row("E2", languages="pt, en")])
        assert [["de"], ["pt", "en"]] == [state.languages for state in hr.told(ParticipantState)]

    async def test_an_empty_page_of_rows_does_nothing(self, hr: Hr) -> None:
        async with hr.house.work() as work:
            assert [page async for page in one_page()] == [()]
            assert (await upsert_people([], work)).counts == Counts()
