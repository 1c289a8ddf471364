"""Local times become instants right, whatever the clocks do."""

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from mentoring.scheduling.domain.errors import UnknownZone
from mentoring.scheduling.domain.zones import instant_of, local, midnights, reached, zone_named, zone_names
from tests.unit.scheduling.builders import utc


def at(zone: str, day: date, clock: str) -> str:
    hours, minutes = clock.split(":")
    return instant_of(reached(zone, day.toordinal(), int(hours) * 60 + int(minutes))).strftime("%d %H:%M")


def test_a_time_that_the_clock_skips_is_reached_when_the_gap_ends() -> None:
    spring = date(2026, 3, 29)  # Berlin goes from 02:00 to 03:00 at 01:00 UTC
    assert at("Europe/Berlin", spring, "01:59") == "29 00:59"
    assert at("Europe/Berlin", spring, "02:00") == "29 01:00"
    assert at("Europe/Berlin", spring, "02:30") == "29 01:00"
    assert at("Europe/Berlin", spring, "03:00") == "29 01:00"
    assert at("Europe/Berlin", spring, "03:01") == "29 01:01"


def test_a_time_that_comes_twice_is_reached_the_first_time() -> None:
    autumn = date(2026, 10, 25)  # Berlin goes from 03:00 back to 02:00 at 01:00 UTC
    assert at("Europe/Berlin", autumn, "02:30") == "25 00:30"
    assert at("Europe/Berlin", autumn, "03:00") == "25 02:00"


def test_half_an_hour_can_be_skipped_too() -> None:
    assert at("Australia/Lord_Howe", date(2026, 10, 4), "02:15") == "03 15:30"


def test_a_day_can_begin_in_a_gap() -> None:
    spring = date(2026, 3, 29)  # Beirut goes from 00:00 to 01:00
    assert at("Asia/Beirut", spring, "00:00") == at("Asia/Beirut", spring, "01:00") == "28 22:00"
    lengths = midnights("Asia/Beirut", spring.toordinal() - 1, 3)
    assert [later - earlier for earlier, later in pairwise(lengths)] == [1440, 1380, 1440]


def test_a_day_that_a_country_left_out_has_no_minute() -> None:
    left_out = date(2011, 12, 30).toordinal()  # Samoa crossed the date line
    begins, ends = midnights("Pacific/Apia", left_out, 1)
    assert begins == ends


def test_a_name_that_is_none_is_refused() -> None:
    for name in ("Europe/Atlantis", "../../etc/passwd", "", "europe/berlin"):
        with pytest.raises(UnknownZone):
            zone_named(name)


def test_every_zone_of_the_list_can_be_computed_with() -> None:
    minute = int(utc(2026, 7, 1).timestamp()) // 60
    assert all(local(minute, name).tzinfo is not None for name in zone_names())
    assert len(zone_names()) > 400


def test_the_machines_own_zone_data_has_no_say(tmp_path: Path) -> None:
    """A machine with other zone data (here: a Berlin that is Tokyo) computes the same."""
    (tmp_path / "Europe").mkdir()
    code = f"""
import importlib.resources, shutil
from datetime import datetime
from zoneinfo import ZoneInfo
shutil.copy(str(importlib.resources.files("tzdata.zoneinfo") / "Asia" / "Tokyo"), {str(tmp_path / "Europe/Berlin")!r})
from mentoring.scheduling.domain.zones import local
print(datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/Berlin")).utcoffset(), local(0, "Europe/Berlin").utcoffset())
"""
    environment = {"PATH": os.environ["PATH"], "PYTHONTZPATH": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["9:00:00", "1:00:00"]
