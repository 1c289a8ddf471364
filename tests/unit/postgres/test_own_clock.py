import pytest

from mentoring.postgres.judging import own_clock


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT now()",
        "SELECT NOW ()",
        "INSERT INTO t (at) VALUES (CURRENT_TIMESTAMP)",
        "CREATE TABLE t (at timestamptz DEFAULT clock_timestamp())",
        "SELECT at AT TIME ZONE 'Europe/Paris'",
        "SELECT at\n  at time zone zone FROM t",
        "SELECT timezone('UTC', at)",
        "SELECT current_date",
        "SELECT 'now'::timestamptz",
        "SELECT age(at) FROM t",
    ],
)
def test_sql_that_reads_its_own_clock_is_found(sql: str) -> None:
    assert own_clock(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM t WHERE until > :now",
        "SELECT known()",
        "-- never now(), never AT TIME ZONE\nSELECT 1",
        "/* now() */ SELECT 'we said now() once'",
        "SELECT page(1), local_time FROM t",
    ],
)
def test_sql_that_is_told_the_time_is_not(sql: str) -> None:
    assert not own_clock(sql)
