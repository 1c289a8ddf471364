from pathlib import Path

import pytest

from mentoring.postgres.queries import read_queries


def test_a_query_knows_its_purpose_and_its_parameters_in_order(tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_text("-- name: find^\n-- The one row.\nSELECT :b::int + :a::int, :b::text, 'it''s :c' FROM t;\n")

    found = read_queries(file).find

    assert "The one row." == found.purpose
    assert ("b", "a") == found.parameters
    assert "SELECT $1::int + $2::int, $1::text, 'it''s :c' FROM t;" == found.sql


def test_a_query_without_a_purpose_line_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_text("-- name: find\nSELECT 1;\n")

    with pytest.raises(ValueError, match="«find» has no purpose line"):
        read_queries(file)


def test_a_name_that_is_not_there_says_so(tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_text("-- name: find\n-- All.\nSELECT 1;\n")

    with pytest.raises(AttributeError, match="no query is named «fnid»"):
        read_queries(file).fnid  # noqa: B018 - the look-up is what is tested
