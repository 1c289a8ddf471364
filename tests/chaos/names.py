"""The topics and consumers of the two small services.

Naming them registers nothing: the suite's own tests look at the registry, and must find the product's alone.
"""

from typing import Final

from mentoring.contracts import Consumer, Topic

TALLIES, TALLIES_STATE = "matching.tallies", "matching.tallies.state"
ECHOES, ECHOES_STATE = "scheduling.echoes", "scheduling.echoes.state"

TOPICS: Final = {
    name: Topic(name, "tally", "internal", "Of the chaos proof.")
    for name in (TALLIES, TALLIES_STATE, ECHOES, ECHOES_STATE)
}
CONSUMERS: Final = {
    consumer.name: consumer
    for consumer in (
        Consumer("scheduling.tallies", TALLIES, "reaction"),
        Consumer("scheduling.tallies-state", TALLIES_STATE, "projection"),
        Consumer("matching.echoes", ECHOES, "projection"),
    )
}
