"""How long a service's readers take for a message, out of its figures for Prometheus."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from prometheus_client.parser import text_string_to_metric_families

from mentoring.portal.entrypoints.web.words import Words
from mentoring.portal.ports import Owner, Owners

FAMILY: Final = "mentoring_consumer_handler_seconds"


@dataclass(frozen=True, slots=True)
class Handling:
    """Seconds and messages per consumer, since the process began."""

    totals: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def words(self, words: Words, consumer: str | None = None) -> str:
        """The mean of one reader, or of all; empty where nothing was handled in that process."""
        chosen = [self.totals.get(consumer, (0.0, 0.0))] if consumer else list(self.totals.values())
        seconds, messages = sum(one[0] for one in chosen), sum(one[1] for one in chosen)
        return f"{words.number(1000 * seconds / messages, 1)} ms" if messages else ""


async def handling_of(owners: Owners, owner: Owner) -> Handling:
    """Ask for the figures.

    Raises:
        Refusing: the owner does not answer.
    """
    page, _ = await owners.fetch(owner, "/metrics")
    totals: dict[str, tuple[float, float]] = {}
    for family in text_string_to_metric_families(page.decode()):
        if family.name != FAMILY:
            continue
        for sample in family.samples:
            consumer = sample.labels.get("consumer", "")
            seconds, messages = totals.get(consumer, (0.0, 0.0))
            if sample.name.endswith("_sum"):
                totals[consumer] = (seconds + sample.value, messages)
            elif sample.name.endswith("_count"):
                totals[consumer] = (seconds, messages + sample.value)
    return Handling(totals)
