"""What is counted. The names are a promise to dashboards: they change with a note in the change log only.

`consumer` is the permanent name of a handler, `topic` a logical topic, `route` a template such as ``/people/{id}``:
no label ever holds an id or a word of a caller, so the number of series is bounded.
"""

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_LONG = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 900.0)

OUTBOX_ROWS = Gauge("mentoring_outbox_rows", "Rows waiting to be relayed (an estimate when there are many).")
OUTBOX_AGE = Gauge("mentoring_outbox_oldest_age_seconds", "Age of the oldest row that waits to be relayed.")
OUTBOX_REFUSED = Gauge("mentoring_outbox_refused_rows", "Rows that the broker refuses for good; their keys wait.")
RELAYED = Counter("mentoring_outbox_relayed_total", "Rows confirmed by Kafka.", ["topic"])
RELAY_SECONDS = Histogram("mentoring_outbox_batch_seconds", "One batch from send to confirmation.", buckets=_FAST)
RELAY_FAILURES = Counter("mentoring_outbox_batch_failures_total", "Batches that were not confirmed, and tried again.")
SHARDS = Gauge("mentoring_outbox_shards_held", "Shards that this relay holds.")

LAG_MESSAGES = Gauge("mentoring_consumer_lag_messages", "Messages not yet handled.", ["consumer"])
LAG_SECONDS = Gauge("mentoring_consumer_lag_seconds", "Age of the oldest message not yet handled.", ["consumer"])
PARTITIONS = Gauge("mentoring_consumer_partitions", "Partitions assigned to this process.", ["consumer"])
LAST_POLL = Gauge("mentoring_consumer_last_poll_timestamp_seconds", "When this process last polled.", ["consumer"])
HANDLED = Counter("mentoring_consumer_messages_total", "Messages that had their effect.", ["consumer"])
HANDLER_SECONDS = Histogram(
    "mentoring_consumer_handler_seconds",
    "One handler call with its transaction; outcome is done, duplicate, dead or failed.",
    ["consumer", "outcome"],
    buckets=_FAST,
)
DUPLICATES = Counter("mentoring_inbox_duplicates_total", "Messages met again and not handled twice.", ["consumer"])
STALE = Counter("mentoring_consumer_stale_total", "Snapshots not newer than what is kept.", ["consumer"])
FORGOTTEN = Counter("mentoring_consumer_forgotten_total", "Facts older than the reaction's stated age.", ["consumer"])
SKIPPED = Counter(
    "mentoring_consumer_skipped_total", "Messages of a type that this reader does not know.", ["consumer"]
)
RETRIES = Counter("mentoring_consumer_retries_total", "Tries repeated after a fault.", ["consumer"])
DEAD_LETTERS = Counter("mentoring_dead_letters_total", "Messages put aside.", ["consumer", "reason"])
DEAD_LETTERS_OPEN = Gauge("mentoring_dead_letters_open", "Messages that wait for an operator.", ["consumer"])
PARKED = Gauge("mentoring_dead_letters_parked", "Messages that wait behind a dead letter of their key.", ["consumer"])

HTTP_SECONDS = Histogram(
    "mentoring_http_seconds",
    "One request from its first byte to its answer.",
    ["method", "route", "status"],
    buckets=_FAST,
)
HTTP_IN_FLIGHT = Gauge("mentoring_http_in_flight", "Requests being answered.")
COMMAND_RETRIES = Counter("mentoring_command_retries_total", "Commands repeated after a conflict in the database.")
REPEATED_COMMANDS = Counter("mentoring_commands_repeated_total", "Commands answered from their idempotency key.")
CLOCK_SECONDS = Histogram(
    "mentoring_clock_seconds",
    "One turn of a step or job; outcome is done or failed.",
    ["step", "outcome"],
    buckets=_LONG,
)
CLOCK_DONE = Counter("mentoring_clock_items_total", "What the steps and jobs say they have done.", ["step"])


def exposition(registry: CollectorRegistry = REGISTRY) -> tuple[bytes, str]:
    """The page that Prometheus reads, and its content type."""
    return generate_latest(registry), CONTENT_TYPE_LATEST
