"""The figures that operators were promised are there, under these names."""

import pytest

from mentoring.telemetry import metrics

PROMISED = [
    "mentoring_outbox_rows",
    "mentoring_outbox_oldest_age_seconds",
    "mentoring_consumer_lag_messages",
    "mentoring_consumer_lag_seconds",
    "mentoring_consumer_handler_seconds",
    "mentoring_consumer_skipped_total",
    "mentoring_inbox_duplicates_total",
    "mentoring_dead_letters_total",
    "mentoring_dead_letters_open",
    "mentoring_http_seconds",
    "mentoring_clock_seconds",
]


@pytest.mark.parametrize("name", PROMISED)
def test_a_promised_figure_is_on_the_page(name: str) -> None:
    page, content_type = metrics.exposition()
    assert f"# TYPE {name.removesuffix('_total')}" in page.decode().replace("_total", "")
    assert content_type.startswith("text/plain")


def test_a_figure_can_be_read_back() -> None:
    metrics.LAG_SECONDS.labels("matching.people").set(1.5)
    page, _ = metrics.exposition()
    assert 'mentoring_consumer_lag_seconds{consumer="matching.people"} 1.5' in page.decode()
