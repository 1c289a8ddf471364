import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.profile.domain.career import career_stage
from mentoring.profile.domain.hr_row import FIELDS, BadRow, HrRow, RowJudge
from mentoring.profile.domain.languages import base, tag
from tests.unit.profile.builders import row


def judged(**facts: str) -> HrRow | BadRow:
    return RowJudge().judge(2, list({**row("E1"), **facts}.values()))


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("employee_id", "  007 ", "007"),
        ("given_name", "José\xa0María", "José\xa0María"),
        ("job_title", "Head of\r\n  Sales\t&c", "Head of Sales &c"),
        ("job_title", '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("function", " Data science ", "Data science"),
        ("email", "", ""),
        ("email", "o'neil+x@sub.example.org", "o'neil+x@sub.example.org"),
        ("email", "ana@bücher.example", "ana@bücher.example"),
        ("locale", "", "en"),
        ("locale", "de_at", "de-AT"),
        ("locale", "ZH-hant-tw", "zh-Hant-TW"),
        ("zone", "", "UTC"),
        ("zone", "europe/berlin", "Europe/Berlin"),
        ("job_level", "", 0),
        ("job_level", "020", 20),
        ("status", "", "active"),
        ("status", "On Leave", "on-leave"),
        ("languages", "", ()),
        ("languages", "en-GB; de,EN pt", ("en", "de", "pt")),
    ],
)
def test_a_good_cell_has_this_value(field: str, text: str, value: object) -> None:
    good = judged(**{field: text})
    assert isinstance(good, HrRow)
    assert getattr(good, field) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("employee_id", ""),
        ("employee_id", "x" * 65),
        ("employee_id", "E\x001"),
        ("given_name", "x" * 101),
        ("family_name", "a\x1b[31mb"),
        ("department", "x" * 201),
        ("function", "x" * 201),
        ("email", "ana@localhost"),
        ("email", "ana@@example.org"),
        ("email", "Ana <ana@example.org>"),
        ("email", "a@example.org, b@example.org"),
        ("email", "a@example.org\nBcc: b@example.org"),
        ("email", "x" * 65 + "@example.org"),
        ("locale", "german"),
        ("locale", "jp"),
        ("zone", "Berlin"),
        ("zone", "GMT+25"),
        ("zone", "../../etc/passwd"),
        ("job_level", "0"),
        ("job_level", "21"),
        ("job_level", "5.0"),
        ("job_level", "٣"),
        ("job_level", "9" * 5000),
        ("status", "gone"),
        ("languages", "en;dk"),
        ("languages", "English"),
    ],
)
def test_a_bad_cell_is_said_with_its_field_and_how_to_mend_it(field: str, text: str) -> None:
    bad = judged(**{field: text})
    assert isinstance(bad, BadRow)
    (remark,) = bad.remarks
    assert (remark.line, remark.where, remark.kind) == (2, field, "error")
    assert remark.what.endswith(".")
    assert remark.mend.endswith(".")
    assert "\x1b" not in remark.what
    assert "\n" not in remark.what
    assert bad.employee_id == (None if field == "employee_id" else "E1")


def test_a_bad_row_says_all_that_is_wrong_with_it() -> None:
    bad = judged(zone="Moon", status="gone", given_name=" ", family_name="")
    assert isinstance(bad, BadRow)
    assert ["zone", "status", "family_name"] == [remark.where for remark in bad.remarks]


def test_one_name_is_enough() -> None:
    assert isinstance(judged(given_name="Suharto", family_name=""), HrRow)


def test_a_judge_remembers_without_mixing_fields_or_growing() -> None:
    judge = RowJudge()
    for number in range(10_000):
        facts = row(f"E{number}", department=f"D{number}", site="5", job_level="5", job_title="5")
        assert judge.judge(number, list(facts.values())) == HrRow._make([number, *_values(facts)])
    assert all(len(known) <= 4096 for _, _, known in judge._rules if known is not None)


def _values(facts: object) -> list[object]:
    assert isinstance(facts, dict)
    return [*(facts | {"job_level": 5, "languages": ("en", "de")}).values()]


@given(st.lists(st.none() | st.text(max_size=30), min_size=len(FIELDS), max_size=len(FIELDS)))
def test_whatever_stands_in_a_row_it_is_judged_and_can_be_stored(cells: list[str | None]) -> None:
    one = RowJudge().judge(1, cells)
    if isinstance(one, HrRow):
        for value in one:
            for text in value if isinstance(value, tuple) else [value]:
                assert "\0" not in str(text)
                str(text).encode()
    else:
        assert one.remarks
        assert one.employee_id is None or 0 < len(one.employee_id) <= 64


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("EN", "en"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("de-DE-u-co-phonebk", "de-DE-u-co-phonebk"),
        ("yue", "yue"),
        ("e", None),
        ("en-", None),
        ("cz", None),
        ("en-" + "a" * 40, None),
        ("", None),
    ],
)
def test_language_tags_are_written_as_bcp_47_asks(text: str, canonical: str | None) -> None:
    assert tag(text) == canonical
    assert base(text) == (canonical.split("-")[0] if canonical else None)


def test_career_stages_rise_with_the_level() -> None:
    assert [career_stage(level) for level in (1, 4, 5, 8, 9, 12, 13, 16, 17, 20, None)] == [
        *("early", "early", "mid", "mid", "senior", "senior", "lead", "lead", "executive", "executive"),
        None,
    ]
