"""FastStream over aiokafka, set up so that nothing is acknowledged that was not committed."""

import logging
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from faststream import AckPolicy, BaseMiddleware
from faststream.kafka import KafkaBroker

from mentoring.messaging.consumption import Effect
from mentoring.messaging.worker.delivery import Delivery, decode, parse
from mentoring.messaging.worker.reader import Reader
from mentoring.messaging.worker.terms import Terms
from mentoring.messaging.worker.tolerance import tolerate_odd_names

if TYPE_CHECKING:
    from mentoring.messaging.facts import AnyConsumer
    from mentoring.messaging.kafka import Kafka


_log = logging.getLogger("mentoring.messaging.faststream")
_log.setLevel(logging.ERROR)  # it tells of every message, and warns that topics are not created by readers


class OnceOnly(BaseMiddleware[Any, Any]):
    """The one middleware: dedupe, transaction, log line, retry and dead letter around every handler.

    It returns when each record has its effect or its mark; whatever else ends it leaves the offset where it was.
    """

    def __init__(self, msg: Any, /, *, context: Any, readers: Mapping[str, Reader]) -> None:
        super().__init__(msg, context=context)
        self._readers = readers

    async def consume_scope(self, call_next: Any, msg: Any) -> Any:
        """Hand the delivery to its consumer's reader, which calls the handler inside its transaction."""
        delivery: Delivery = msg
        await self._readers[self.context.get_local("handler_").group_id].take(delivery, call_next)


async def handle(effect: Effect) -> None:
    """The handler of every subscriber: the service's function, bound to what was read and to its unit of work."""
    await effect()


def make_broker(kafka: "Kafka", terms: Terms, readers: Mapping[str, Reader]) -> KafkaBroker:
    """A broker that only reads: our facts leave through the outbox alone."""
    tolerate_odd_names()
    return KafkaBroker(
        kafka.servers,
        client_id=kafka.client,
        request_timeout_ms=int(kafka.request_timeout.total_seconds() * 1000),
        ack_policy=AckPolicy.ACK,
        parser=parse,
        decoder=decode,
        middlewares=(partial(OnceOnly, readers=readers),),
        graceful_timeout=terms.graceful.total_seconds(),
        allow_auto_create_topics=False,
        consumer_only=True,
        apply_types=False,
        logger=_log,
        log_level=logging.DEBUG,
    )


def subscribe(broker: KafkaBroker, kafka: "Kafka", terms: Terms, pairs: Iterable[tuple["AnyConsumer", Reader]]) -> None:
    """One group per consumer. FastStream turns auto-commit off under ``AckPolicy.ACK``."""
    for consumer, reader in pairs:
        reader.subscriber = broker.subscriber(
            kafka.physical(consumer.topic),
            group_id=reader.group,
            group_instance_id=None if terms.ordinal is None else f"{reader.group}.{terms.ordinal}",
            auto_offset_reset="earliest",
            session_timeout_ms=int(terms.session.total_seconds() * 1000),
            heartbeat_interval_ms=int(terms.session.total_seconds() * 1000 / 5),
            max_poll_interval_ms=int(terms.longest_handler.total_seconds() * 1000),
            rebalance_timeout_ms=int(terms.rebalance.total_seconds() * 1000),
            fetch_max_wait_ms=500,
            listener=reader.progress,
            no_reply=True,
            title=consumer.name,
        )
        reader.subscriber(handle)
