"""What services are started with: their settings, and nothing that was meant for others."""

import sys
from pathlib import Path

import pytest

from mentoring.local.failed import PartFailed
from mentoring.local.run import services
from mentoring.local.run.addresses import WANTED, Addresses


def _settings(service: str) -> dict[str, str]:
    return services.settings(
        service, addresses=Addresses(WANTED), database="postgresql://x", kafka="h:1", topic_prefix="", secret="s" * 40
    )


def test_foreign_settings_do_not_reach_services_but_wishes_for_all_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORING_DATABASE_URL", "postgresql://production")
    monkeypatch.setenv("MENTORING_ANYTHING", "else")
    monkeypatch.setenv("MENTORING_LOG_LEVEL", "DEBUG")
    given = _settings("matching")
    assert given["MENTORING_DATABASE_URL"] == "postgresql://x"
    assert "MENTORING_ANYTHING" not in given
    assert given["MENTORING_LOG_LEVEL"] == "DEBUG"


def test_local_times_are_expanded_by_the_pinned_zone_data() -> None:
    assert _settings("scheduling")["PYTHONTZPATH"] == ""


def test_each_service_gets_its_own_port_and_what_only_it_needs() -> None:
    assert [_settings(name)["MENTORING_HTTP_PORT"] for name in services.SERVICES] == [
        str(WANTED[name]) for name in services.SERVICES
    ]
    assert _settings("notification")["MENTORING_SMTP_PORT"] == "8025"
    assert "MENTORING_SMTP_PORT" not in _settings("profile")
    assert _settings("portal")["MENTORING_MATCHING_URL"] == "http://127.0.0.1:8002"


def test_a_service_that_is_not_there_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(PartFailed, match="not in the environment: profile, matching") as fault:
        services.require(("profile", "matching"))
    assert "make run" in str(fault.value)


def test_the_secret_of_sessions_survives_a_restart_and_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    first = services.session_secret(path)
    assert first == services.session_secret(path)
    assert len(first) >= 32
    assert path.stat().st_mode & 0o077 == 0
