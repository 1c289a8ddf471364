"""What operators set, and what is refused at the start."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from mentoring.scheduling.app import build, rules_of
from mentoring.scheduling.config import Settings
from mentoring.scheduling.domain.errors import HoursEmpty, HoursOverlap
from mentoring.scheduling.domain.hours import Stretch
from tests.unit.scheduling.builders import OFFICE, RULES


def settings(**changed: Any) -> Settings:
    given = {
        "environment": "local",
        "database_url": "postgresql://scheduling@127.0.0.1/none",
        "kafka": "127.0.0.1:1",
        "issuer": "http://issuer.test",
        "audience": "mentoring",
    }
    return Settings(**(given | changed))


def test_without_a_word_the_company_works_from_nine_to_five() -> None:
    assert rules_of(settings()) == RULES
    assert rules_of(settings()).hours == OFFICE


def test_hours_are_read_as_they_are_written() -> None:
    found = rules_of(settings(working_hours="1-4 08:30-17:00, 5 09:00-12:00")).hours
    assert found == (*(Stretch(day, 510, 1020) for day in range(1, 5)), Stretch(5, 540, 720))


@pytest.mark.parametrize("text", ["", "Mon-Fri 9-5", "1-5 09:00-25:00", "8 09:00-17:00", "1-5 9:00-17:00", "1-5"])
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="working_hours"):
        settings(working_hours=text)


def test_hours_that_make_no_sense_are_refused() -> None:
    with pytest.raises(HoursEmpty):
        rules_of(settings(working_hours="1 17:00-09:00"))
    with pytest.raises(HoursOverlap):
        rules_of(settings(working_hours="1-5 09:00-17:00, 3 16:00-18:00"))


def test_a_step_is_a_quarter_or_half_an_hour() -> None:
    assert rules_of(settings(slot_step=30)).step == 30
    with pytest.raises(ValidationError, match="slot_step"):
        settings(slot_step=20)


def test_the_service_is_put_together_from_its_settings() -> None:
    service = build(settings(booking_notice=timedelta(hours=1)))
    assert service.name == "scheduling"
    assert service.facts is not None
    service.facts.check()
