"""The issuer lets anybody be anyone: it must not start where that would matter."""

import os
import subprocess
import sys

import pytest

from mentoring.issuer.settings import Settings


def _start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    others = {key: value for key, value in os.environ.items() if not key.startswith("MENTORING_")}
    return subprocess.run(
        [sys.executable, "-m", "mentoring.issuer"],
        env=others | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("environment", [{}, {"MENTORING_ENVIRONMENT": "production"}])
def test_it_refuses_to_start_unless_the_environment_is_declared_local(
    environment: dict[str, str], settings: Settings
) -> None:
    rest = {
        "MENTORING_ISSUER": settings.issuer,
        "MENTORING_ISSUER_PEOPLE": str(settings.issuer_people),
        "MENTORING_ISSUER_CLIENTS": str(settings.issuer_clients),
        "MENTORING_ISSUER_DATA": str(settings.issuer_data),
    }
    ended = _start(rest | environment)
    assert ended.returncode == 2
    assert "starts only where the environment is declared local" in ended.stderr
    assert "MENTORING_ENVIRONMENT=local" in ended.stderr


def test_it_says_which_settings_are_missing() -> None:
    ended = _start({"MENTORING_ENVIRONMENT": "local"})
    assert ended.returncode == 2
    assert "MENTORING_ISSUER_PEOPLE: Field required" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_refuses_a_setting_that_it_does_not_know() -> None:
    ended = _start({"MENTORING_ENVIRONMENT": "local", "MENTORING_ISUER": "http://typo.test"})
    assert (2, "unknown settings: MENTORING_ISUER\n") == (ended.returncode, ended.stderr)
