"""Settings: all faults at once, nothing guessed, nothing with our prefix ignored."""

import pytest

from mentoring.runtime import Settings
from mentoring.runtime.settings import SettingsRefused, read_settings

GIVEN = {
    "MENTORING_ENVIRONMENT": "local",
    "MENTORING_DATABASE_URL": "postgresql://matching:secret@127.0.0.1:5432/matching",
    "MENTORING_KAFKA": "127.0.0.1:9092",
    "MENTORING_ISSUER": "http://127.0.0.1:8005",
    "MENTORING_AUDIENCE": "mentoring",
}
IN_PRODUCTION = GIVEN | {
    "MENTORING_ENVIRONMENT": "production",
    "MENTORING_ISSUER": "https://login.example.com",
    "MENTORING_HTTP_HOST": "0.0.0.0",
}


class MatchingSettings(Settings):
    solver_seconds: int = 10


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def faults(kind: type[Settings] = Settings) -> list[str]:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(kind)
    return refused.value.faults


def test_what_is_needed_is_read(given: pytest.MonkeyPatch) -> None:
    given.setenv("MENTORING_SOLVER_SECONDS", "30")
    settings = read_settings(MatchingSettings)
    assert settings.solver_seconds == 30
    assert settings.host == "127.0.0.1"
    assert settings.dsn == GIVEN["MENTORING_DATABASE_URL"]


@pytest.mark.usefixtures("given")
def test_a_secret_is_in_no_text_of_the_settings() -> None:
    assert "secret" not in repr(read_settings(Settings))


@pytest.mark.parametrize("name", ["DATABASE_URL", "KAFKA", "ISSUER", "AUDIENCE"])
def test_hosts_and_secrets_have_no_default(given: pytest.MonkeyPatch, name: str) -> None:
    given.delenv(f"MENTORING_{name}")
    assert faults() == [f"MENTORING_{name} is missing"]


def test_an_unknown_variable_is_named_with_the_nearest_known_one(given: pytest.MonkeyPatch) -> None:
    given.setenv("MENTORING_AUDIENC", "x")
    given.setenv("MENTORING_SOLVER_SECOND", "30")
    assert faults(MatchingSettings) == [
        "MENTORING_AUDIENC is unknown; the nearest known name is MENTORING_AUDIENCE",
        "MENTORING_SOLVER_SECOND is unknown; the nearest known name is MENTORING_SOLVER_SECONDS",
    ]


def test_a_setting_of_another_service_is_unknown_too(given: pytest.MonkeyPatch) -> None:
    given.setenv("MENTORING_SOLVER_SECONDS", "30")
    assert faults()[0].startswith("MENTORING_SOLVER_SECONDS is unknown")


def test_variables_of_others_are_nothing_to_us(given: pytest.MonkeyPatch) -> None:
    given.setenv("MENTOR", "x")
    given.setenv("OTHER_KAFKA", "x")
    assert read_settings(Settings).kafka == "127.0.0.1:9092"


def test_all_faults_are_told_at_once_and_no_value_is_repeated(given: pytest.MonkeyPatch) -> None:
    given.setenv("MENTORING_KAFKA", "no-port-s3cret")
    given.setenv("MENTORING_DATABASE_URL", "mysql://root:s3cret@host/db")
    given.setenv("MENTORING_HTTP_PORT", "x")
    found = faults()
    assert [fault.split(":")[0] for fault in found] == [
        "MENTORING_DATABASE_URL",
        "MENTORING_KAFKA",
        "MENTORING_HTTP_PORT",
    ]
    assert "s3cret" not in " ".join(found)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"MENTORING_HTTP_HOST": None}, "MENTORING_HTTP_HOST must be given"),
        ({"MENTORING_ISSUER": "http://login.example.com"}, "MENTORING_ISSUER must be https"),
        ({"MENTORING_ISSUER_KEYS_URL": "http://login.example.com/keys"}, "MENTORING_ISSUER_KEYS_URL must be https"),
        ({"MENTORING_TIME_SHIFT": "P1D"}, "MENTORING_TIME_SHIFT is for the local run alone"),
    ],
)
def test_outside_the_local_run_what_is_risky_is_refused(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str | None], told: str
) -> None:
    for name, value in {**IN_PRODUCTION, **changed}.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    (fault,) = faults()
    assert fault.startswith(told)


def test_production_is_what_is_meant_when_nothing_is_said(given: pytest.MonkeyPatch) -> None:
    given.delenv("MENTORING_ENVIRONMENT")
    (fault,) = faults()
    assert "MENTORING_ENVIRONMENT=local" in fault


@pytest.mark.parametrize("algorithms", ['["HS256"]', '["RS256", "none"]', "[]"])
def test_only_asymmetric_signatures_can_be_believed(given: pytest.MonkeyPatch, algorithms: str) -> None:
    given.setenv("MENTORING_TOKEN_ALGORITHMS", algorithms)
    (fault,) = faults()
    assert fault.startswith("MENTORING_TOKEN_ALGORITHMS: name at least one algorithm")
